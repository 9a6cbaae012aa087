import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { errorCodes } from '../../gateway/errors.ts';
import { planningWithin } from '../../gateway/federation/planning.ts';
import { createContext } from '../../gateway/request-context.ts';
import {
  createPlanningBudget,
  type PlanningAsker,
  type PlanningBudget,
} from '../../gateway/limits/planning-budget.ts';
import { documentHash } from '../../gateway/limits/trusted-file.ts';
import { cardOperations } from '../../gateway/sandbox/card/operations.ts';
import { createClock } from '../../subgraphs/registry/clock.ts';
import { sandboxDeveloper } from '../grants.ts';
import { type LawfulSystem, type RawReply, startLawful } from '../lawful/lawful-system.ts';
import { personaOid } from '../officer-query.ts';
import { developerHeaders, type Headers, officialHeaders, personHeaders } from '../sandbox-access.ts';

/** A budget on a clock that stands still, where each operation takes as long as it is told. */
function tellingBudget() {
  const clock = { now: 0 };
  const cost = { ms: 300 };
  const paid: string[] = [];
  const { admit, charge } = createPlanningBudget(() => clock.now);
  const budget: PlanningBudget = {
    admit,
    charge: (asker, measured) => {
      paid.push(measured > 0 ? asker.client.id : 'nothing was measured');
      charge(asker, cost.ms);
    },
  };
  return { clock, cost, paid, budget };
}

const fields = ['oppijanumero', 'studyRights { state }', 'permits { state }', 'admissions { state }'];

/** Every order of the fields: each an operation of its own, however it is spelled. */
function* orders(of: readonly string[] = fields): Generator<readonly string[]> {
  if (of.length === 0) yield [];
  for (const [index, first] of of.entries()) {
    for (const rest of orders(of.toSpliced(index, 1))) yield [first, ...rest];
  }
}

const selections = [...orders()].map((order) => order.join(' '));
const aboutOne = (selection: string): string =>
  `{ student(oppijanumero: "${personaOid(9000)}") { ${selection} } }`;
const aboutMe = (selection: string): string => `{ me { student { ${selection} } } }`;

let system: LawfulSystem;
let telling: ReturnType<typeof tellingBudget>;
const current: PlanningBudget = {
  admit: (asker) => telling.budget.admit(asker),
  charge: (asker, milliseconds) => telling.budget.charge(asker, milliseconds),
};
beforeAll(async () => {
  system = await startLawful({ planningBudget: current });
});
afterAll(() => system.close());
beforeEach(() => {
  telling = tellingBudget();
  system.clearCalls();
});

async function send(body: unknown, headers: Headers): Promise<RawReply> {
  return system.raw(JSON.stringify(body), { 'content-type': 'application/json', ...headers });
}
const ask = (query: string, headers: Headers): Promise<RawReply> => send({ query }, headers);

/** Asks one after another; how each ended, and the last reply. */
async function askAll(queries: readonly string[], headers: Headers) {
  const replies: RawReply[] = [];
  for (const query of queries) replies.push(await ask(query, headers));
  return { statuses: replies.map(({ status }) => status), last: replies.at(-1) };
}

/** Operations that nobody has asked yet in this file. */
let used = 0;
function fresh(count: number): readonly string[] {
  const [from, to] = [used, used + count];
  used = to;
  if (to > selections.length) throw new Error('There are no more orders of the fields');
  return selections.slice(from, to);
}

describe('a client that permutes fields', () => {
  const times = (count: number, status: number): number[] => Array.from({ length: count }, () => status);

  test('is refused when its planning time is spent, told when to come again, and admitted then', async () => {
    const migri = await officialHeaders('MIGRI_FIRST_PERMIT');
    const queries = fresh(9).map(aboutOne);
    const { statuses } = await askAll(queries.slice(0, 7), migri);
    expect(statuses).toEqual(times(7, 200));
    system.clearCalls();
    const traceId = 'c0ffee00c0ffee00c0ffee00c0ffee10';
    const refused = await ask(queries[7] ?? '', { ...migri, 'x-request-trace-id': traceId });
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '2']);
    expect(JSON.parse(refused.text)).toEqual({
      errors: [{ message: expect.any(String), extensions: { code: 'RATE_LIMITED' } }],
    });
    expect(system.called()).toEqual({});
    const records = (await system.records()).filter((one) => 'traceId' in one && one.traceId === traceId);
    expect(records).toMatchObject([{ kind: 'REFUSAL', code: 'RATE_LIMITED', clientId: 'migri' }]);
    telling.clock.now += 1_000;
    expect((await ask(queries[7] ?? '', migri)).status).toBe(429);
    telling.clock.now += 1_000;
    expect((await askAll(queries.slice(7), migri)).statuses).toEqual([200, 429]);
  });

  test('goes on with the operations that are known, however spelled, and keeps nobody else from new ones', async () => {
    const [migri, another] = [
      await officialHeaders('MIGRI_FIRST_PERMIT'),
      await officialHeaders('MIGRI_FIRST_PERMIT', { 'x-end-user': 'official-18' }),
    ];
    const [known = '', ...others] = fresh(3);
    telling.cost.ms = 2_000;
    expect((await askAll([known, ...others].map(aboutOne), migri)).statuses).toEqual([200, 429, 429]);
    const renamed = `query Renamed($of: Oppijanumero!) { mine: student(oppijanumero: $of) { ${known.replace('studyRights', 'permits_: studyRights')} } }`;
    expect((await ask(aboutOne(known), migri)).status).toBe(200);
    const reply = await send({ query: renamed, variables: { of: personaOid(9010) } }, migri);
    expect([reply.status, Object.keys(JSON.parse(reply.text).data)]).toEqual([200, ['mine']]);
    expect((await ask(aboutOne(others[0] ?? ''), another)).status).toBe(429);
    expect((await ask(aboutOne(others[0] ?? ''), await developerHeaders())).status).toBe(200);
    expect((await ask(aboutOne(others[1] ?? ''), await officialHeaders('FEE_OBLIGATION_CHECK'))).status).toBe(
      200,
    );
    expect(telling.paid).toEqual(['migri', 'developer', 'oph']);
  });

  test('pays once for what it asks many times at once', async () => {
    const developer = await developerHeaders();
    telling.cost.ms = 2_000;
    const [query = ''] = fresh(1);
    const replies = await Promise.all(Array.from({ length: 5 }, () => ask(aboutOne(query), developer)));
    expect(replies.map(({ status }) => status)).toEqual(times(5, 200));
    expect(telling.paid).toEqual(['developer']);
  });

  test('is served what is registered for it, and pays nothing', async () => {
    const migri = await officialHeaders('MIGRI_FIRST_PERMIT');
    telling.cost.ms = 2_000;
    const [query = '', refused = ''] = fresh(2).map(aboutOne);
    expect((await askAll([query, refused], migri)).statuses).toEqual([200, 429]);
    const { document } = cardOperations.officer;
    const variables = { oppijanumero: personaOid(9000) };
    for (const named of [{ documentId: `sha256:${documentHash(document)}` }, { query: document }]) {
      const purpose = 'documentId' in named ? 'MIGRI_FIRST_PERMIT' : 'MIGRI_EXTENSION';
      const { status, text } = await send({ ...named, variables }, await officialHeaders(purpose));
      expect([status, JSON.parse(text).data.student.oppijanumero]).toEqual([200, personaOid(9000)]);
    }
    expect(telling.paid).toEqual(['migri']);
    const developers = await send({ query: document, variables }, await developerHeaders());
    expect(developers.status).toBe(200);
    expect(telling.paid).toEqual(['migri', 'developer']);
  });
});

describe('a person who permutes fields', () => {
  test('is refused when their own time is spent, and other persons are not', async () => {
    const [one, other, unlinked] = await Promise.all(
      ['P00', 'P12', 'P08'].map((persona) => personHeaders(persona, ['VIRTA', 'MIGRI', 'OPINTOPOLKU'])),
    );
    const queries = selections.slice(0, 7).map(aboutMe);
    telling.cost.ms = 500;
    expect((await askAll(queries.slice(0, 3), one ?? {})).statuses).toEqual([200, 200, 429]);
    expect((await askAll(queries.slice(2, 4), other ?? {})).statuses).toEqual([200, 200]);
    expect((await askAll(queries.slice(4, 5), unlinked ?? {})).statuses).toEqual([429]);
    telling.clock.now += 6_000;
    expect((await askAll(queries.slice(4, 5), unlinked ?? {})).statuses).toEqual([200]);
    expect((await askAll(queries.slice(0, 4), one ?? {})).statuses).toEqual([200, 200, 200, 200]);
  });
});

describe('planning', () => {
  const surroundings = { clock: createClock(null), deadlineMs: 60_000, isAlone: () => true };
  const contextOf = (isRegistered: boolean) =>
    createContext(
      {
        access: sandboxDeveloper,
        clientGone: new AbortController().signal,
        isRegistered,
        spentOnReading: () => undefined,
      },
      surroundings,
    );
  function metered() {
    const charged: [PlanningAsker, number][] = [];
    const admit = () => null;
    const charge = (...given: [PlanningAsker, number]) => {
      charged.push(given);
    };
    return { charged, planning: planningWithin({ admit, charge }) };
  }

  test('is paid for as much as it took, also where it failed', async () => {
    const { charged, planning } = metered();
    const plan = (outcome: () => string) => async (spent: (ms: number) => void) => {
      spent(50);
      spent(20);
      return outcome();
    };
    expect(
      await planning(
        contextOf(false),
        plan(() => 'a plan'),
      ),
    ).toBe('a plan');
    const failing = plan(() => {
      throw new Error('no plan');
    });
    await expect(planning(contextOf(false), failing)).rejects.toThrow('no plan');
    expect(charged).toEqual([
      [sandboxDeveloper, 70],
      [sandboxDeveloper, 70],
    ]);
  });

  test('is one at a time; whoever waited may have no time left, and nobody waits behind a registered one', async () => {
    let left = 100;
    const budget: PlanningBudget = {
      admit: () => (left > 0 ? null : { retryAfterSeconds: 9 }),
      charge: (_asker, ms) => {
        left -= ms;
      },
    };
    const planning = planningWithin(budget);
    const begun: string[] = [];
    const first = Promise.withResolvers<void>();
    const planned = (name: string, until: Promise<void>, context = contextOf(false)) =>
      planning(context, async (spent) => {
        begun.push(name);
        await until;
        spent(100);
        return name;
      });
    const one = planned('one', first.promise);
    const two = planned('two', Promise.resolve()).catch((error: Error) => error.message);
    expect(await planned('registered', Promise.resolve(), contextOf(true))).toBe('registered');
    expect(begun).toEqual(['registered', 'one']);
    first.resolve();
    expect([await one, await two]).toEqual(['one', errorCodes.RATE_LIMITED[1]]);
    expect(begun).toHaveLength(2);
  });

  test('of a registered operation is never refused and costs nothing, and of another is not begun where it is refused', async () => {
    const refusing: PlanningBudget = {
      admit: () => ({ retryAfterSeconds: 9 }),
      charge: () => {
        throw new Error('charged');
      },
    };
    const planning = planningWithin(refusing);
    expect(await planning(contextOf(true), async () => 'a plan')).toBe('a plan');
    const unplanned = async () => {
      throw new Error('planned');
    };
    await expect(planning(contextOf(false), unplanned)).rejects.toThrow(errorCodes.RATE_LIMITED[1]);
  });
});
