import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAlarms } from '../../subgraphs/registry/alarms.ts';
import { type Answer, answered, type FailureCode, failed } from '../../subgraphs/registry/answer.ts';
import { createProcessLeases } from '../../subgraphs/registry/connection-leases.ts';
import { createDeadline } from '../../subgraphs/registry/deadline.ts';
import { createGuard, type Guard } from '../../subgraphs/registry/guard.ts';
import { createUpstreamMetrics } from '../../subgraphs/registry/metrics.ts';
import type { Asked } from '../../subgraphs/registry/verdict.ts';
import { termsWith } from '../terms.ts';

const never = new AbortController().signal;
const observedAt = '2026-11-24T10:00:00.000Z';
const good = answered('yes', observedAt);

let metrics: Registry;
let told: { readonly fields: object; readonly message: string }[];
let guard: Guard;
let calls = 0;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse(observedAt) });
  told = [];
  calls = 0;
  guard = guardWith(20);
});

function guardWith(connections: number): Guard {
  const now = () => performance.now();
  metrics = new Registry();
  const counts = createUpstreamMetrics(metrics);
  return createGuard({
    name: 'virta',
    connections,
    queue: 50,
    patienceMs: 4_000,
    openMs: 30_000,
    clock: { now: () => new Date(), today: () => '2026-11-24' },
    now,
    metrics: counts,
    leases: createProcessLeases(1).of('virta', connections),
    alarms: createAlarms({
      registry: 'virta',
      log: { warn: (fields, message) => told.push({ fields, message }) },
      count: (code) => counts.alarmed('virta', code),
      now,
    }),
  });
}
afterEach(() => vi.useRealTimers());

type Terms = Partial<Omit<Asked<string>, 'answer' | 'failure' | 'subject'>> & {
  readonly about?: string;
  readonly signal?: AbortSignal;
};

function ask(answer: Answer<string>, { about, signal = never, ...terms }: Terms = {}) {
  return guard.run(termsWith(signal), async () => {
    calls += 1;
    return askedOf(answer, { ...terms, about: about ?? `person ${calls}` });
  });
}

function askedOf(answer: Answer<string>, { about, ...terms }: Terms): Asked<string> {
  return {
    answer,
    failure: answer.answered ? null : answer.failure,
    askedForMs: 10,
    subject: () => about ?? null,
    mayBeOneRecord: false,
    isAboutOthers: false,
    ...terms,
  };
}

async function open(): Promise<void> {
  for (let n = 0; n < 10; n += 1) await ask(failed('UNREACHABLE'));
  calls = 0;
}

async function codeNow(): Promise<FailureCode | 'ANSWERED'> {
  const { answer } = await ask(good);
  return answer.answered ? 'ANSWERED' : answer.failure.code;
}

/** Calls that end when they are let go. */
function hanging(count: number, signal = never) {
  const { promise: gate, resolve } = Promise.withResolvers<void>();
  const answers = Array.from({ length: count }, () =>
    guard.run(termsWith(signal), async () => {
      calls += 1;
      await gate;
      return askedOf(good, {});
    }),
  );
  return { answers, letGo: resolve };
}

describe('places at a registry', () => {
  beforeEach(() => {
    guard = guardWith(3);
  });

  it('are taken by three calls, and all others wait their turn', async () => {
    const { answers, letGo } = hanging(20);
    await vi.advanceTimersByTimeAsync(0);
    expect(calls).toBe(3);
    letGo();
    for (const { answer } of await Promise.all(answers)) expect(answer).toEqual(good);
    expect(calls).toBe(20);
  });

  it('are waited for by fifty calls: the next is told BUSY at once', async () => {
    const { answers, letGo } = hanging(53);
    expect((await ask(good)).answer).toEqual(failed('BUSY'));
    letGo();
    for (const { answer } of await Promise.all(answers)) expect(answer.answered).toBe(true);
  });

  it('are waited for by nobody for more than a second', async () => {
    const { letGo } = hanging(3);
    const late = ask(good);
    await vi.advanceTimersByTimeAsync(999);
    const still = ask(good);
    await vi.advanceTimersByTimeAsync(1);
    expect((await late).answer).toEqual(failed('BUSY'));
    letGo();
    expect((await still).answer).toEqual(good);
  });

  it('are waited for longer by a query that has a minute', async () => {
    const { letGo } = hanging(3);
    const bulk = ask(good, { signal: createDeadline(60_000) });
    await vi.advanceTimersByTimeAsync(11_000);
    letGo();
    expect((await bulk).answer).toEqual(good);
  });

  it('are not waited for by a caller that has gone, who leaves room in the line', async () => {
    const caller = new AbortController();
    const { letGo } = hanging(3);
    const { answers } = hanging(50, caller.signal);
    caller.abort();
    for (const { answer } of await Promise.all(answers)) expect(answer).toEqual(failed('TIMEOUT'));
    const next = ask(good);
    letGo();
    expect((await next).answer).toEqual(good);
    expect(calls).toBe(4);
  });

  it('are given back by a call that meets a fault', async () => {
    for (let n = 0; n < 10; n += 1) {
      await expect(guard.run(termsWith(never), () => Promise.reject(new Error('a fault')))).rejects.toThrow(
        'a fault',
      );
    }
    expect(await codeNow()).toBe('ANSWERED');
  });
});

describe('a registry that fails', () => {
  it.each(['TIMEOUT', 'UNREACHABLE', 'SOURCE_ERROR', 'INVALID_ANSWER'] as const)(
    '%s ten times is not asked, and the answer says until when',
    async (code) => {
      for (let n = 0; n < 10; n += 1) await ask(failed(code));
      expect((await ask(good)).answer).toEqual(failed('CIRCUIT_OPEN', '2026-11-24T10:00:30.000Z'));
      expect(calls).toBe(10);
    },
  );

  it.each(['AUTHENTICATION_FAILED', 'REJECTED_BY_SOURCE', 'RATE_LIMITED'] as const)(
    '%s is alive, and asked again',
    async (code) => {
      for (let n = 0; n < 30; n += 1) await ask(failed(code));
      expect(await codeNow()).toBe('ANSWERED');
    },
  );

  it('is not asked by those who waited in line while it failed', async () => {
    guard = guardWith(3);
    const waiting = Array.from({ length: 40 }, () => ask(failed('UNREACHABLE')));
    await Promise.all(waiting);
    expect(calls).toBeLessThanOrEqual(12);
  });

  it('is asked by one of fifty after thirty seconds, and by all once that one was answered', async () => {
    await open();
    await vi.advanceTimersByTimeAsync(30_000);
    const { answers, letGo } = hanging(50);
    await vi.advanceTimersByTimeAsync(0);
    expect(calls).toBe(1);
    letGo();
    const codes = (await Promise.all(answers)).map(({ answer }) => answer.answered);
    expect(codes.filter(Boolean)).toHaveLength(1);
    expect(await codeNow()).toBe('ANSWERED');
  });

  it('is not known by callers that went away or had little time', async () => {
    for (let n = 0; n < 30; n += 1) {
      const caller = new AbortController();
      await guard.run(termsWith(caller.signal), async () => {
        caller.abort();
        return askedOf(failed('TIMEOUT'), { askedForMs: 3_999 });
      });
    }
    expect(await codeNow()).toBe('ANSWERED');
  });

  it('is known by callers that waited as long as can be asked, whoever ended the call', async () => {
    for (let n = 0; n < 10; n += 1) {
      const caller = new AbortController();
      await guard.run(termsWith(caller.signal), async () => {
        caller.abort();
        return askedOf(failed('TIMEOUT'), { askedForMs: 4_000 });
      });
    }
    expect(await codeNow()).toBe('CIRCUIT_OPEN');
  });

  it('is not blamed for a log-in elsewhere that fails', async () => {
    for (let n = 0; n < 30; n += 1) await ask(failed('UNREACHABLE'), { askedForMs: null });
    expect(await codeNow()).toBe('ANSWERED');
  });

  it('is not blamed for one person, but for many', async () => {
    for (let n = 0; n < 99; n += 1) {
      await ask(failed('SOURCE_ERROR'), { about: 'somebody' });
      expect(await codeNow()).toBe('ANSWERED');
    }
    for (let n = 0; n < 200; n += 1) await ask(failed('SOURCE_ERROR'));
    expect(await codeNow()).toBe('CIRCUIT_OPEN');
  });

  it('is not blamed for a batch that one record may have failed, until it is found that none did', async () => {
    const batches = [];
    for (let n = 0; n < 10; n += 1) {
      batches.push(await ask(failed('SOURCE_ERROR'), { mayBeOneRecord: true }));
    }
    expect(await codeNow()).toBe('ANSWERED');
    for (const { blame } of batches) blame();
    expect(await codeNow()).toBe('CIRCUIT_OPEN');
  });
});

describe('a registry that says "later"', () => {
  it('is left alone until then, by everybody', async () => {
    await ask(failed('RATE_LIMITED', '2026-11-24T10:00:20.000Z'));
    expect((await ask(good)).answer).toEqual(failed('RATE_LIMITED', '2026-11-24T10:00:20.000Z'));
    await vi.advanceTimersByTimeAsync(19_999);
    expect(await codeNow()).toBe('RATE_LIMITED');
    expect(calls).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await codeNow()).toBe('ANSWERED');
  });

  it('is asked again after a quarter of an hour, whatever date it named', async () => {
    await ask(failed('RATE_LIMITED', '2036-11-24T10:00:00.000Z'));
    await vi.advanceTimersByTimeAsync(15 * 60_000);
    expect(await codeNow()).toBe('ANSWERED');
  });
});

describe('a registry that few may ask at once', () => {
  it('is given up after fewer failures: while it hangs, more cannot be counted in time', async () => {
    guard = guardWith(3);
    for (let n = 0; n < 6; n += 1) await ask(failed('UNREACHABLE'));
    expect(await codeNow()).toBe('CIRCUIT_OPEN');
  });
});

describe('operators', () => {
  it('see counts of calls, the breaker and the places', async () => {
    await ask(good);
    await open();
    await ask(good);
    const text = await metrics.metrics();
    for (const line of [
      'upstream_calls_total{registry="virta",outcome="ANSWERED"} 1',
      'upstream_calls_total{registry="virta",outcome="UNREACHABLE"} 9',
      'upstream_calls_total{registry="virta",outcome="CIRCUIT_OPEN"} 2',
      'breaker_state{registry="virta"} 2',
      'bulkhead_in_use{registry="virta"} 0',
      'upstream_seconds_count{registry="virta"} 10',
    ]) {
      expect(text).toContain(line);
    }
    expect(text).not.toContain('person');
  });

  it('are told once when a registry is given up, and once when it is back', async () => {
    await open();
    await vi.advanceTimersByTimeAsync(30_000);
    await ask(good);
    expect(told).toEqual([
      {
        fields: { registry: 'virta', calls: 10, failures: 10 },
        message: expect.stringContaining('no longer asked'),
      },
      { fields: { registry: 'virta' }, message: expect.stringContaining('asked again') },
    ]);
  });

  it('are told of refused credentials once a minute, with how often', async () => {
    for (let n = 0; n < 100; n += 1) await ask(failed('AUTHENTICATION_FAILED'));
    await vi.advanceTimersByTimeAsync(60_000);
    await ask(failed('AUTHENTICATION_FAILED'));
    const fields = told.map((line) => line.fields);
    const code = 'AUTHENTICATION_FAILED';
    expect(fields).toEqual([
      { registry: 'virta', code, count: 1 },
      { registry: 'virta', code, count: 100 },
    ]);
  });
});
