import { Registry } from 'prom-client';
import { describe, expect, test } from 'vitest';
import { createWatch } from '../../gateway/limits/anomalies.ts';
import { createKeyedHash } from '../../gateway/limits/keyed-hash.ts';
import { isOfficeTime } from '../../gateway/limits/office-hours.ts';
import { createProcessWindows } from '../../gateway/limits/windows.ts';
import { clientWith, people } from './askers.ts';

const tuesdayNoon = '2026-11-24T10:00:00Z';

function started(wallTime = tuesdayNoon) {
  const clock = { now: 0 };
  const metrics = new Registry();
  const lines: string[] = [];
  const watch = createWatch({
    windows: createProcessWindows(() => clock.now),
    hashed: createKeyedHash(),
    clock: { now: () => new Date(wallTime) },
    log: { warn: (fields, message) => lines.push(JSON.stringify({ ...fields, message })) },
    metrics,
  });
  const counted = async () => {
    const { values } = (await metrics.getSingleMetric('use_anomalies_total')?.get()) ?? { values: [] };
    return values.map(({ labels, value }) => [labels.client, labels.pattern, value]);
  };
  return { clock, metrics, lines, watch, counted };
}

const client = clientWith({}, 'migri');
const official = { client, endUser: 'official-1', person: null };

describe('unusual use', () => {
  test.each([
    ['upwards, one by one', (numbers: readonly string[]) => numbers.map((one) => [one])],
    ['downwards', (numbers: readonly string[]) => numbers.toReversed().map((one) => [one])],
    ['in one list', (numbers: readonly string[]) => [numbers]],
    ['each twice', (numbers: readonly string[]) => numbers.flatMap((one) => [[one], [one]])],
  ])('ten learner numbers in a row are seen: %s', async (_how, questions) => {
    const { watch, counted } = started();
    for (const question of questions(people(9))) await watch.asked(official, question);
    expect(await counted()).toEqual([]);
    for (const question of questions(people(10))) await watch.asked(official, question);
    expect(await counted()).toEqual([['migri', 'SEQUENTIAL_NUMBERS', 1]]);
  });

  test('numbers apart, of two officials in turns, or not numbers at all are no row', async () => {
    const { watch, counted } = started();
    for (const person of people(100).filter((_one, index) => index % 3 === 0))
      await watch.asked(official, [person]);
    for (const [index, person] of people(18).entries()) {
      const apart = index % 2 === 0 ? person : people(1, 1_000 + 2 * index)[0];
      await watch.asked({ client, endUser: 'official-2', person: null }, [apart ?? '']);
    }
    await watch.asked(
      official,
      Array.from({ length: 20 }, () => '140300A901H'),
    );
    expect(await counted()).toEqual([]);
  });

  test('a question about too many people is told at once', async () => {
    const { watch, counted } = started();
    await watch.refused(official, 'MANY_PEOPLE');
    expect(await counted()).toEqual([['migri', 'MANY_PEOPLE', 1]]);
  });

  test('ten refusals within ten minutes are told, nine or slower ones are not', async () => {
    const { clock, watch, counted } = started();
    for (let index = 0; index < 30; index += 1) {
      clock.now += 66_667;
      await watch.refused(official, 'OTHER');
    }
    expect(await counted()).toEqual([]);
    clock.now += 600_000;
    for (let index = 0; index < 10; index += 1) await watch.refused(official, 'OTHER');
    expect(await counted()).toEqual([['migri', 'REPEATED_REFUSALS', 1]]);
  });

  test('an official at night is told, a system is not', async () => {
    const { watch, counted } = started('2026-11-24T02:00:00Z');
    await watch.asked({ client, endUser: null, person: null }, people(1));
    expect(await counted()).toEqual([]);
    await watch.asked(official, people(1));
    expect(await counted()).toEqual([['migri', 'OFF_HOURS', 1]]);
  });

  test('each pattern of an end user is told once an hour, and every end user by itself', async () => {
    const { clock, watch, counted } = started();
    for (let index = 0; index < 5; index += 1) await watch.refused(official, 'MANY_PEOPLE');
    await watch.refused({ client, endUser: 'official-2', person: null }, 'MANY_PEOPLE');
    expect(await counted()).toEqual([['migri', 'MANY_PEOPLE', 2]]);
    clock.now += 3_600_000;
    await watch.refused(official, 'MANY_PEOPLE');
    expect(await counted()).toEqual([['migri', 'MANY_PEOPLE', 3]]);
  });

  test('sixty personal identity codes within an hour are told, the same one over and over is not', async () => {
    const { clock, watch, counted } = started();
    for (let index = 0; index < 200; index += 1) await watch.asked(official, ['140300A901H']);
    for (let index = 0; index < 58; index += 1) await watch.asked(official, [`code ${index}`]);
    expect(await counted()).toEqual([]);
    await watch.asked({ ...official, endUser: 'official-2' }, ['code 58']);
    expect(await counted()).toEqual([]);
    await watch.asked(official, ['code 58']);
    expect(await counted()).toEqual([['migri', 'MANY_IDENTITY_CODES', 1]]);
    clock.now += 3_600_000;
    for (let index = 0; index < 59; index += 1) await watch.asked(official, [`later code ${index}`]);
    expect(await counted()).toEqual([['migri', 'MANY_IDENTITY_CODES', 1]]);
  });

  test('more than two hundred new names of end users in a minute are told once a client, refused ones too', async () => {
    const { clock, watch, counted } = started();
    const named = (from: number, count: number) =>
      Array.from({ length: count }, (_one, index) => ({ ...official, endUser: `made up ${from + index}` }));
    for (const asker of named(0, 150)) await watch.asked(asker, []);
    clock.now += 60_000;
    for (const asker of named(0, 150)) await watch.asked(asker, []);
    for (const asker of named(150, 200)) await watch.refused(asker, 'OTHER');
    expect(await counted()).toEqual([]);
    for (const asker of named(350, 20)) await watch.asked(asker, []);
    expect(await counted()).toEqual([['migri', 'NEW_END_USERS', 1]]);
  });

  test('persons who log in are nobody’s made-up names', async () => {
    const { watch, counted } = started();
    const service = { ...client, kind: 'PERSON_SERVICE' } as const;
    for (let index = 0; index < 300; index += 1)
      await watch.asked({ client: service, endUser: `login ${index}`, person: `${index}` }, []);
    expect(await counted()).toEqual([]);
  });

  test('neither metrics nor log name an end user or a person', async () => {
    const { watch, metrics, lines } = started();
    await watch.asked(official, people(20));
    await watch.refused(official, 'MANY_PEOPLE');
    const told = `${await metrics.metrics()}${lines.join('')}`;
    expect(lines).toHaveLength(2);
    expect(told).not.toContain('official');
    expect(told).not.toContain('1.2.246');
  });
});

test.each([
  ['2026-11-24T03:59:59Z', false],
  ['2026-11-24T04:00:00Z', true],
  ['2026-11-24T17:59:59Z', true],
  ['2026-11-24T18:00:00Z', false],
  ['2026-11-28T10:00:00Z', false],
  ['2026-06-24T03:00:00Z', true],
])('%s is office time in Finland: %s', (time, expected) => {
  expect(isOfficeTime(new Date(time))).toBe(expected);
});
