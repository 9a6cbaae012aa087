import { script } from './connection.ts';

/** Every script goes by the store's clock, in microseconds: replicas' own clocks differ. */
const serverTime = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local function text(number) return string.format('%.1f', number) end
`;

/** Stamps the store with a mode and keeps a secret, unless it has them. Gives both as they are in the store. */
export const stamp = script(`
local mode = redis.call('GET', KEYS[1])
if not mode then
  mode = ARGV[1]
  redis.call('SET', KEYS[1], mode)
end
if mode ~= ARGV[1] then return {mode, ''} end
local secret = redis.call('GET', KEYS[2])
if not secret then
  secret = ARGV[2]
  redis.call('SET', KEYS[2], secret)
end
return {mode, secret}
`);

/**
 * KEYS: buckets; ARGV: what each holds, which is what comes back in a minute. A bucket is when it will be full again.
 * Takes one of each, or none. Gives milliseconds to wait.
 */
export const takeRequest = script(`${serverTime}
local minute = 60000000
local wait, full = 0, {}
for i, key in ipairs(KEYS) do
  local cost = minute / tonumber(ARGV[i])
  full[i] = math.max(tonumber(redis.call('GET', key) or '0'), now) + cost
  local lacking = full[i] - now - minute
  if lacking > 10 then wait = math.max(wait, lacking) end
end
if wait > 0 then return math.ceil(wait / 1000) end
for i, key in ipairs(KEYS) do
  redis.call('SET', key, string.format('%.3f', full[i]), 'PX', math.ceil((full[i] - now) / 1000))
end
return 0
`);

/**
 * KEYS: sets of people by when they were asked about; ARGV: the most of each, how many people come in later parts of the
 * question, and this part's. Adds all of them to all sets, or none to any. Gives milliseconds to wait, and the time by
 * which those that are new are known: those who were in a set already have half a microsecond more.
 */
export const addPeople = script(`${serverTime}
local minute = 60000000
local rest, people = tonumber(ARGV[#KEYS + 1]), {}
for i = #KEYS + 2, #ARGV do people[#people + 1] = ARGV[i] end
local wait, known = 0, {}
for k, key in ipairs(KEYS) do
  redis.call('ZREMRANGEBYSCORE', key, '-inf', text(now - minute))
  known[k] = redis.call('ZMSCORE', key, unpack(people))
  local fresh = 0
  for i = 1, #people do
    if not known[k][i] then fresh = fresh + 1 end
  end
  local over = redis.call('ZCARD', key) + fresh - tonumber(ARGV[k])
  if over > 0 then
    local leaves = redis.call('ZRANGE', key, over + rest - 1, over + rest - 1, 'WITHSCORES')[2]
    wait = math.max(wait, tonumber(leaves or now) + minute - now)
  end
end
if wait > 0 then return {math.ceil(wait / 1000), ''} end
for k, key in ipairs(KEYS) do
  local entries = {}
  for i, person in ipairs(people) do
    entries[2 * i - 1] = text(known[k][i] and now + 0.5 or now)
    entries[2 * i] = person
  end
  redis.call('ZADD', key, unpack(entries))
  redis.call('PEXPIRE', key, 61000)
end
return {0, text(now)}
`);

/**
 * KEYS: sets of people; ARGV: the time by which those to take out are known, and people. Whoever was in a set before, or
 * was asked about since by another question, stays.
 */
export const takeBackPeople = script(`
local at, people = tonumber(ARGV[1]), {}
for i = 2, #ARGV do people[i - 1] = ARGV[i] end
for _, key in ipairs(KEYS) do
  local scores = redis.call('ZMSCORE', key, unpack(people))
  for i, person in ipairs(people) do
    if scores[i] and tonumber(scores[i]) == at then redis.call('ZREM', key, person) end
  end
end
return 0
`);

/** KEYS: a set by when a member was new; ARGV: member, milliseconds to remember, milliseconds that count, most members. */
export const newWithin = script(`${serverTime}
local key, remember, window = KEYS[1], tonumber(ARGV[2]), tonumber(ARGV[3])
redis.call('ZREMRANGEBYSCORE', key, '-inf', text(now - remember * 1000))
if redis.call('ZSCORE', key, ARGV[1]) then return 0 end
redis.call('ZADD', key, text(now), ARGV[1])
redis.call('ZREMRANGEBYRANK', key, 0, -(tonumber(ARGV[4]) + 1))
redis.call('PEXPIRE', key, remember)
return redis.call('ZCOUNT', key, '(' .. text(now - window * 1000), '+inf')
`);

/** KEYS: an asker's row; ARGV: first, head, last, the two beside it, tail, whether all are in a row. How long it became. */
export const joinRow = script(`
local row = redis.call('HMGET', KEYS[1], 'last', 'below', 'above', 'length')
local length, before = tonumber(row[4] or '0'), 0
if row[1] == ARGV[1] then before = length - 1
elseif row[2] == ARGV[1] or row[3] == ARGV[1] then before = length end
local joined = before + tonumber(ARGV[2])
local now = ARGV[7] == '1' and joined or tonumber(ARGV[6])
redis.call('HSET', KEYS[1], 'last', ARGV[3], 'below', ARGV[4], 'above', ARGV[5], 'length', now)
redis.call('PEXPIRE', KEYS[1], 3600000)
return joined
`);

/** KEYS: something told; ARGV: milliseconds for which it is no news then. Gives 1 when it is. */
export const tellNews = script(`
return redis.call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[1]) and 1 or 0
`);

/** KEYS: leases by when they end; ARGV: an id, the most, milliseconds. Gives 1 when there was one left. */
export const takeLease = script(`${serverTime}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', text(now))
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
redis.call('ZADD', KEYS[1], text(now + ARGV[3] * 1000), ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
`);

/** KEYS: leases by when they end; ARGV: milliseconds, ids. They hold for longer, also those that the store lost. */
export const keepLeases = script(`${serverTime}
for i = 2, #ARGV do redis.call('ZADD', KEYS[1], text(now + ARGV[1] * 1000), ARGV[i]) end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return 1
`);

/** KEYS: leases by when they end; ARGV: an id. */
export const endLease = script(`
return redis.call('ZREM', KEYS[1], ARGV[1])
`);

/**
 * KEYS: an account's log-in; ARGV: an id, milliseconds for which a try lasts. Gives 0 when it may be tried, else
 * milliseconds, and whether it is because of a refusal.
 */
export const beginLogIn = script(`
local state = redis.call('GET', KEYS[1])
if state then return {math.max(redis.call('PTTL', KEYS[1]), 1), state == 'resting' and 1 or 0} end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return {0, 0}
`);

/** KEYS: an account's log-in; ARGV: the id it began with, milliseconds to rest; 0 when it was not refused. */
export const endLogIn = script(`
if ARGV[2] ~= '0' then
  redis.call('SET', KEYS[1], 'resting', 'PX', ARGV[2])
elseif redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('DEL', KEYS[1])
end
return 1
`);
