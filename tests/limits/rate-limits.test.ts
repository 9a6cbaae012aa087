import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRateLimits } from '../../gateway/limits/rate-limits.ts';
import { clientWith, people } from './askers.ts';

const started = () => {
  const clock = { now: 1_000 };
  return { clock, limits: createRateLimits(() => clock.now) };
};

describe('requests of a client in a minute', () => {
  const client = clientWith({ requestsPerMinute: 60 });

  test('a minute’s worth may come at once, the next is told when to come', () => {
    const { limits } = started();
    const answers = Array.from({ length: 61 }, () => limits.admitRequest(client));
    expect(answers.filter((answer) => answer === null)).toHaveLength(60);
    expect(answers[60]).toEqual({ retryAfterSeconds: 1 });
  });

  test('they come back evenly, and whoever waits as told is admitted', () => {
    const { clock, limits } = started();
    const slow = clientWith({ requestsPerMinute: 6 });
    for (let index = 0; index < 6; index += 1) limits.admitRequest(slow);
    expect(limits.admitRequest(slow)).toEqual({ retryAfterSeconds: 10 });
    clock.now += 9_999;
    expect(limits.admitRequest(slow)).toEqual({ retryAfterSeconds: 1 });
    clock.now += 1_000;
    expect(limits.admitRequest(slow)).toBeNull();
    expect(limits.admitRequest(slow)).not.toBeNull();
  });

  test('one client’s requests are not another’s', () => {
    const { limits } = started();
    const one = clientWith({ requestsPerMinute: 1 });
    expect([one, one, clientWith({ requestsPerMinute: 1 }, 'other')].map(limits.admitRequest)).toEqual([
      null,
      { retryAfterSeconds: 60 },
      null,
    ]);
  });

  test('in no hour are there more than a burst and the even flow', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 500 }),
        (pauses) => {
          const { clock, limits } = started();
          const begun = clock.now;
          const admitted = pauses.filter((pause) => {
            clock.now += pause;
            return limits.admitRequest(client) === null;
          });
          expect(admitted.length).toBeLessThanOrEqual(60 + (clock.now - begun) / 1_000 + 1e-6);
        },
      ),
    );
  });
});

describe('distinct people in a minute', () => {
  const client = clientWith({ peoplePerMinute: 60 });
  const official = { client, endUser: 'official-1' };

  test('a walk through numbers ends at the limit, however it is cut into questions', () => {
    const { limits } = started();
    const oneByOne = people(1_000).map((person) => limits.admitPeople(official, [person]));
    expect(oneByOne.filter((answer) => answer === null)).toHaveLength(60);
    expect(oneByOne[60]).toEqual({ retryAfterSeconds: 60 });
    const another = { client, endUser: 'official-2' };
    expect(limits.admitPeople(another, people(60))).toBeNull();
    expect(limits.admitPeople(another, people(61))).not.toBeNull();
  });

  test('the same person again is no further one', () => {
    const { limits } = started();
    const answers = Array.from({ length: 500 }, () => limits.admitPeople(official, people(60)));
    expect(answers.filter((answer) => answer !== null)).toEqual([]);
  });

  test('a question is admitted as a whole or not at all', () => {
    const { limits } = started();
    expect(limits.admitPeople(official, people(50))).toBeNull();
    expect(limits.admitPeople(official, people(11, 50))).not.toBeNull();
    expect(limits.admitPeople(official, people(10, 50))).toBeNull();
  });

  test('people leave the count a minute after they were last asked about', () => {
    const { clock, limits } = started();
    limits.admitPeople(official, people(30));
    clock.now += 30_000;
    limits.admitPeople(official, people(30, 30));
    expect(limits.admitPeople(official, people(1, 60))).toEqual({ retryAfterSeconds: 30 });
    clock.now += 29_999;
    expect(limits.admitPeople(official, people(1, 60))).toEqual({ retryAfterSeconds: 1 });
    clock.now += 1;
    expect(limits.admitPeople(official, people(30, 60))).toBeNull();
    expect(limits.admitPeople(official, people(1, 90))).toEqual({ retryAfterSeconds: 30 });
  });

  test('a client without end users is counted as one, and names do not run together', () => {
    const { limits } = started();
    const system = { client, endUser: null };
    expect(limits.admitPeople(system, people(60))).toBeNull();
    expect(limits.admitPeople(system, people(1, 60))).not.toBeNull();
    expect(limits.admitPeople({ client, endUser: 'null' }, people(60))).toBeNull();
  });
});
