import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createOpintopolkuMock } from '../../mocks/opintopolku.ts';
import { officerBulkQuery, personaOid } from '../officer-query.ts';
import { modes, type System, startSystem } from '../system.ts';

const poisoned = personaOid(9003);

describe.each(modes)('many students at once, %s', (mode) => {
  let system: System;
  beforeAll(async () => {
    const replace = [createOpintopolkuMock({ poisoned: new Set([poisoned]) })];
    system = await startSystem({ mode, today: '2026-11-24', generated: 200, replace });
  });
  afterAll(() => system.close());
  beforeEach(() => system.clearCalls());

  // biome-ignore lint/suspicious/noExplicitAny: entries are whatever the query selected.
  const ask = async (oppijanumerot: readonly string[]): Promise<any[]> => {
    const { body } = await system.ask(officerBulkQuery, { oppijanumerot });
    expect(body.errors).toBeUndefined();
    return body.data.students;
  };

  test('keeps the order asked, one code a number, repeated and linked numbers included', async () => {
    const master = personaOid(9011);
    const slave = personaOid(9111);
    const asked = [
      personaOid(9000),
      'not a number',
      slave,
      personaOid(9008),
      master,
      personaOid(9015),
      slave,
    ];
    const entries = await ask(asked);
    expect(entries.map(({ askedFor, code }) => [askedFor, code])).toEqual([
      [asked[0], 'FOUND'],
      [asked[1], 'INVALID_IDENTIFIER'],
      [slave, 'FOUND'],
      [asked[3], 'NOT_LINKED'],
      [master, 'FOUND'],
      [asked[5], 'NOT_IDENTIFIED'],
      [slave, 'FOUND'],
    ]);
    expect(entries.map(({ student }) => student?.oppijanumero ?? null)).toEqual([
      asked[0],
      null,
      master,
      asked[3],
      master,
      asked[5],
      master,
    ]);
    expect(entries[2].student).toEqual(entries[4].student);
    expect(system.dataCalls()).toMatchObject({ oppijanumero: 2, opintopolku: 1, virta: 1, migri: 1 });
  });

  test('a person whom VTS cannot assemble is isolated, and the rest stand', async () => {
    const others = system.people.slice(-200).flatMap(({ records }) => records[0]?.oid ?? []);
    const asked = [...others.slice(0, 100), poisoned, ...others.slice(100)];
    const entries = await ask(asked);
    const failed = entries.filter(({ student }) => student.admissions.state === 'SOURCE_UNAVAILABLE');
    expect(failed.map(({ askedFor }) => askedFor)).toEqual([poisoned]);
    expect(failed[0].student).toMatchObject({
      admissions: { reason: { code: 'SOURCE_ERROR' }, items: null },
      identity: { state: 'KNOWN' },
      studyRights: { state: 'KNOWN' },
    });
    // One whole batch, then two halves at each step down to the person: 2 · log2(201) + 1.
    expect(system.dataCalls().opintopolku).toBeLessThanOrEqual(18);
  });
});
