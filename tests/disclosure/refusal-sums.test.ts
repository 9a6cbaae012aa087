import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Access, Refusal } from '../../gateway/access/access.ts';
import { readAnchor } from '../../gateway/disclosure/anchor.ts';
import { type DisclosureLog, openDisclosureLog } from '../../gateway/disclosure/disclosure-log.ts';
import type { RefusalRecord } from '../../gateway/disclosure/request/refusal-sums.ts';
import { createRefusals, type Refusals } from '../../gateway/disclosure/request/refusals.ts';
import { openSource } from '../../gateway/disclosure/store/open-source.ts';
import { verifyLog } from '../../gateway/disclosure/verify/verify-log.ts';
import { type Place, sqlitePlace } from './places.ts';
import { allEntries } from './reading.ts';

const garbage: Refusal = { code: 'UNAUTHENTICATED', message: '', reason: 'TOKEN_MALFORMED', clientId: null };
const start = Date.parse('2026-12-01T10:00:00.000Z');

/** An authority that may ask, in the name of an official. */
function official(endUser: string): Access {
  const limits = {
    requestsPerMinute: 1,
    peoplePerMinute: 1,
    peoplePerList: 1,
    bodyKib: 1,
    answerKib: 1,
    cost: 1,
  };
  return {
    client: {
      id: 'migri',
      kind: 'AUTHORITY',
      owner: 'Maahanmuuttovirasto',
      purposes: ['MIGRI_FIRST_PERMIT'],
      expiresAt: '2030-01-01T00:00:00Z',
      limits,
    },
    credential: 'TOKEN',
    purpose: 'MIGRI_FIRST_PERMIT',
    caseReference: 'UMA-1',
    endUser,
    needs: [],
    person: null,
    consents: null,
    consentIds: [],
    traceId: 'c0ffee00c0ffee00c0ffee00c0ffee00',
  };
}

let place: Place;
let log: DisclosureLog;
let refusals: Refusals;
let nowMs: number;
/** A minute of the injected clock goes by. */
let minute: () => void;
let warned: readonly Readonly<Record<string, string | number>>[];

beforeEach(async () => {
  place = await sqlitePlace();
  log = await openDisclosureLog(place.options);
  nowMs = start;
  warned = [];
  refusals = createRefusals({
    disclosures: log,
    log: {
      warn: (fields) => {
        warned = [...warned, fields];
      },
    },
    now: () => new Date(nowMs),
    everyMinute: (run) => {
      minute = () => {
        nowMs += 60_000;
        run();
      };
      return () => undefined;
    },
  });
});
afterEach(() => place.remove());

/** The records of what was refused, in a log that is closed and verified. */
async function recorded(): Promise<readonly RefusalRecord[]> {
  await refusals.close();
  const entries = await allEntries(place.options.place);
  await log.close();
  const source = await openSource(place.options.place);
  const evidence = {
    publicKey: place.options.keys.publicKey,
    anchor: await readAnchor(place.options.anchorPath),
  };
  expect((await verifyLog(source, evidence)).finding).toBeNull();
  await source.close();
  const records: readonly RefusalRecord[] = entries.map(({ body }) => JSON.parse(body));
  return records.filter(({ kind }) => kind === 'REFUSAL');
}

function totalOf(records: readonly RefusalRecord[]): number {
  return records.reduce((total, { summed }) => total + (summed?.count ?? 1), 0);
}

describe('refusals of strangers', () => {
  it('leave a handful of records, whose sum is right, of 10,000 in a minute', async () => {
    for (let sent = 0; sent < 10_000; sent += 1) await refusals.ofStranger(garbage, '192.0.2.7');
    const records = await recorded();
    expect([records.length, totalOf(records)]).toEqual([6, 10_000]);
    expect(records.at(-1)).toMatchObject({
      code: 'UNAUTHENTICATED',
      clientId: null,
      summed: { count: 9_995, since: '2026-12-01T10:00:00.000Z', network: '192.0.2.7' },
    });
    expect(warned).toEqual([]);
  });

  it('are told apart by network, up to a bound, and by code', async () => {
    for (let sent = 0; sent < 10_000; sent += 1) {
      const network = `198.51.${sent % 40}.${sent % 250}`;
      await refusals.ofStranger({ ...garbage, code: sent % 2 ? 'FORBIDDEN' : 'UNAUTHENTICATED' }, network);
    }
    const records = await recorded();
    expect(totalOf(records)).toBe(10_000);
    // 100 one by one, 200 that are told apart, and one sum a code of all others.
    expect(records.length).toBeLessThanOrEqual(100 + 200 + 2);
    const ofMany = records.filter(({ summed }) => summed !== undefined && summed.network === null);
    expect(ofMany.map(({ code }) => code).sort()).toEqual(['FORBIDDEN', 'UNAUTHENTICATED']);
  });

  it('do not hide who else was refused: a client has a share of its own', async () => {
    for (let sent = 0; sent < 1_000; sent += 1) await refusals.ofStranger(garbage, `198.51.100.${sent}`);
    await refusals.ofStranger({ ...garbage, code: 'PURPOSE_REQUIRED', clientId: 'migri' }, '192.0.2.1');
    await refusals.ofRequest({ access: official('official-1'), code: 'RATE_LIMITED' });
    const ofClient = (await recorded()).filter(({ clientId }) => clientId === 'migri');
    expect(ofClient.map(({ code, endUser, summed }) => [code, endUser, summed])).toEqual([
      ['PURPOSE_REQUIRED', null, undefined],
      ['RATE_LIMITED', 'official-1', undefined],
    ]);
  });

  it('are nobody’s without any credential', async () => {
    for (let sent = 0; sent < 10; sent += 1)
      await refusals.ofStranger({ ...garbage, reason: 'NO_CREDENTIAL' }, '192.0.2.7');
    expect(await recorded()).toEqual([]);
  });
});

describe('refusals of those who were let in', () => {
  it('are summed by end user where they are for amount, each minute anew', async () => {
    const refuse = async (times: number, endUser: string) => {
      for (let sent = 0; sent < times; sent += 1)
        await refusals.ofRequest({ access: official(endUser), code: 'RATE_LIMITED' });
    };
    await refuse(50, 'official-1');
    await refuse(7, 'official-2');
    minute();
    await refuse(6, 'official-1');
    const records = await recorded();
    const sums = records.filter(({ summed }) => summed !== undefined);
    expect(
      sums.map(({ at, endUser, purpose, caseReference, summed }) => [
        at,
        endUser,
        purpose,
        caseReference,
        summed,
      ]),
    ).toEqual([
      [
        '2026-12-01T10:01:00.000Z',
        'official-1',
        'MIGRI_FIRST_PERMIT',
        null,
        { count: 45, since: '2026-12-01T10:00:00.000Z', network: null },
      ],
      [
        '2026-12-01T10:01:00.000Z',
        'official-2',
        'MIGRI_FIRST_PERMIT',
        null,
        { count: 2, since: '2026-12-01T10:00:00.000Z', network: null },
      ],
      [
        '2026-12-01T10:01:00.000Z',
        'official-1',
        'MIGRI_FIRST_PERMIT',
        null,
        { count: 1, since: '2026-12-01T10:01:00.000Z', network: null },
      ],
    ]);
    expect(totalOf(records)).toBe(63);
  });

  it('of made-up names are bounded, and still say whose client it was', async () => {
    for (let sent = 0; sent < 3_000; sent += 1)
      await refusals.ofRequest({ access: official(`made-up-${sent}`), code: 'RATE_LIMITED' });
    const records = await recorded();
    expect(totalOf(records)).toBe(3_000);
    expect(records.length).toBeLessThanOrEqual(100 + 200 + 1);
    expect(records.every(({ clientId }) => clientId === 'migri')).toBe(true);
    const ofMany = records.filter(({ summed, endUser }) => summed !== undefined && endUser === null);
    expect(ofMany.map(({ summed }) => summed?.count)).toEqual([2_800]);
  });

  it('are recorded one by one where they are of lawfulness', async () => {
    for (let sent = 0; sent < 20; sent += 1)
      await refusals.ofRequest({
        access: official('official-1'),
        code: 'FORBIDDEN',
        denied: ['Query.student'],
      });
    const records = await recorded();
    expect(records).toHaveLength(20);
    expect(
      records.every(({ summed, caseReference }) => summed === undefined && caseReference === 'UMA-1'),
    ).toBe(true);
  });
});

it('tells operators how many could not be recorded', async () => {
  await log.close();
  for (let sent = 0; sent < 8; sent += 1) await refusals.ofStranger(garbage, '192.0.2.7');
  await refusals.close();
  expect(warned.map(({ count }) => count)).toEqual([1, 1, 1, 1, 1, 3]);
});
