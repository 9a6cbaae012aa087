import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPlanningBudget, type PlanningAsker } from '../../gateway/limits/planning-budget.ts';
import { clientWith } from './askers.ts';

const service = { ...clientWith({}, 'vf'), kind: 'PERSON_SERVICE' } as const;
const person = (number: string): PlanningAsker => ({
  client: service,
  endUser: `login-${number}`,
  person: number,
});
const unlinked = (login: string): PlanningAsker => ({ client: service, endUser: login, person: null });
const official = (endUser: string): PlanningAsker => ({ client: clientWith({}), endUser, person: null });
const developer: PlanningAsker = { client: clientWith({}, 'developer'), endUser: null, person: null };

function started() {
  const clock = { now: 0 };
  return { clock, ...createPlanningBudget(() => clock.now) };
}

describe('planning time', () => {
  test('of a person is a second at once, and comes back in a minute', () => {
    const { clock, admit, charge } = started();
    charge(person('1'), 999);
    expect(admit(person('1'))).toBeNull();
    charge(person('1'), 401);
    expect(admit(person('1'))).toEqual({ retryAfterSeconds: 25 });
    clock.now += 24_000;
    expect(admit(person('1'))).toEqual({ retryAfterSeconds: 1 });
    clock.now += 1_000;
    expect(admit(person('1'))).toBeNull();
  });

  test.each([
    ['with a number, by whatever log-in', person('1'), { ...person('1'), endUser: 'another login' }],
    ['without one', unlinked('1'), unlinked('1')],
  ])('of a person %s is not another’s', (_who, one, again) => {
    const { admit, charge } = started();
    charge(one, 1_000);
    expect([one, again].map(admit)).toEqual([{ retryAfterSeconds: 1 }, { retryAfterSeconds: 1 }]);
    expect([person('2'), unlinked('2')].map(admit)).toEqual([null, null]);
  });

  test('of all persons of a client is two seconds at once and six a minute, and no other client’s', () => {
    const { clock, admit, charge } = started();
    for (const number of ['1', '2', '3']) charge(person(number), 900);
    expect(admit(person('4'))).toEqual({ retryAfterSeconds: 8 });
    clock.now += 8_000;
    expect(admit(person('4'))).toBeNull();
    const other = { client: { ...service, id: 'another service' }, endUser: 'login-1', person: '1' };
    expect([other, official('official-1'), developer].map(admit)).toEqual([null, null, null]);
  });

  test('of another client is two seconds at once and six a minute, whatever end users it names', () => {
    const { clock, admit, charge } = started();
    for (let made = 0; made < 30; made += 1) charge(official(`made up ${made}`), 100);
    expect(admit(official('somebody else'))).toEqual({ retryAfterSeconds: 11 });
    expect(admit(developer)).toBeNull();
    clock.now += 11_000;
    expect(admit(official('somebody else'))).toBeNull();
  });

  test('is there for whoever waits as told, and not for whoever comes a second and more before', () => {
    const askers = [person('1'), person('2'), unlinked('1'), official('a'), developer];
    const costs = fc.array(
      fc.record({
        asker: fc.constantFrom(...askers),
        pause: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 30_000, noNaN: true })),
        cost: fc.double({ min: 200, max: 1_500, noNaN: true }),
      }),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(costs, fc.constantFrom(...askers), (charged, coming) => {
        const { clock, admit, charge } = started();
        for (const { asker, pause, cost } of charged) {
          clock.now += pause;
          if (admit(asker) === null) charge(asker, cost);
        }
        const wait = admit(coming);
        if (wait === null) return;
        expect(Number.isInteger(wait.retryAfterSeconds)).toBe(true);
        const told = clock.now + wait.retryAfterSeconds * 1_000;
        clock.now = Math.max(clock.now, told - 1_002);
        expect(admit(coming)).not.toBeNull();
        clock.now = told;
        expect(admit(coming)).toBeNull();
      }),
      { numRuns: 1_000 },
    );
  });
});
