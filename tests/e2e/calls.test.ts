import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { officerBulkQuery, officerQuery, personaOid } from '../officer-query.ts';
import { modes, type System, startSystem } from '../system.ts';
import { countRounds } from './rounds.ts';

const today = '2026-11-24';
const registries = ['oppijanumero', 'opintopolku', 'virta', 'fees', 'migri'];
const personas = Array.from({ length: 16 }, (_, index) => personaOid(9000 + index));
const withoutFees = /* GraphQL */ `
  query ($id: Oppijanumero!) {
    student(oppijanumero: $id) {
      admissions { state }
      studyRights { state }
      termRegistrations { state }
      permits { state }
      freeMovement { value }
      studyRightValidity { value }
    }
  }
`;

describe.each(modes)('calls to the registries, %s', (mode) => {
  let system: System;
  let generated: readonly string[];
  beforeAll(async () => {
    // Bulkheads would split a round of many calls into several; here the shape of the plan is counted.
    const environment = {
      VIRTA_CONNECTIONS: '32',
      FEES_CONNECTIONS: '100',
    };
    system = await startSystem({ mode, today, generated: 5000, environment });
    generated = system.people.slice(-5000).flatMap(({ records }) => records[0]?.oid ?? []);
    await system.ask(officerQuery, { oppijanumero: personaOid(9000) });
  });
  afterAll(() => system.close());
  beforeEach(() => system.clearCalls());

  const mocks = () => registries.map((name) => system.mock(name));
  const numbersOf = (ids: readonly string[]) => {
    const asked = new Set(ids);
    const identified = system.people.filter(({ records }) => {
      const [master] = records;
      return master !== undefined && asked.has(master.oid) && master.identifiedBy !== 'NONE';
    });
    return identified.reduce((sum, { records }) => sum + records.length, 0);
  };
  const optionsOf = (ids: readonly string[]) => {
    const asked = new Set(ids);
    const places = system.people
      .filter(({ records }) => records.some(({ oid }) => asked.has(oid)))
      .filter(({ records }) => records[0]?.identifiedBy !== 'NONE')
      .filter(({ records }) => !records.some(({ citizenships }) => citizenships.includes('246')))
      .flatMap((person) => person.places)
      .filter(({ valintaTila }) => /HYVAKSYTTY$/.test(valintaTila));
    return new Set(places.map(({ option }) => option.oid)).size;
  };

  test('one student’s full query takes three rounds and asks no registry twice for the same', async () => {
    const rounds = await countRounds(mocks(), () => system.ask(officerQuery, { oppijanumero: personas[0] }));
    expect(rounds).toBe(3);
    // ONR: masters and links; the fee register and the conditions of the place share its third round.
    expect(system.dataCalls()).toEqual({ oppijanumero: 2, opintopolku: 1, virta: 1, fees: 2, migri: 1 });
  });

  test('a query without fees takes two rounds and leaves the fee register alone', async () => {
    const rounds = await countRounds(mocks(), () => system.ask(withoutFees, { id: personas[0] }));
    expect(rounds).toBe(2);
    expect(system.dataCalls()).toEqual({ oppijanumero: 2, opintopolku: 1, virta: 1, fees: 0, migri: 1 });
  });

  test('asking for one fact asks only the registries that it rests on', async () => {
    await system.ask(
      'query ($id: Oppijanumero!) { student(oppijanumero: $id) { studyRightValidity { value } } }',
      {
        id: personas[0],
      },
    );
    expect(system.dataCalls()).toEqual({ oppijanumero: 2, opintopolku: 0, virta: 1, fees: 0, migri: 0 });
  });

  test('sixteen personas take the calls of one', async () => {
    await system.ask(officerBulkQuery, { oppijanumerot: personas });
    expect(system.dataCalls()).toMatchObject({ oppijanumero: 2, opintopolku: 1, virta: 1, migri: 1 });
  });

  test.each([1000, 5000])(
    '%i students cost calls by the registries’ limits, not by person',
    { timeout: 240_000 },
    async (count) => {
      const ids = generated.slice(0, count);
      const { body } = await system.ask(officerBulkQuery, { oppijanumerot: ids });
      expect(body.errors).toBeUndefined();
      expect(body.data.students.map(({ askedFor }: { askedFor: string }) => askedFor)).toEqual(ids);
      const calls = system.dataCalls();
      process.stdout.write(`calls for ${count} students, ${mode}: ${JSON.stringify(calls)}\n`);
      // Merged people are asked for under all their numbers, which one call must hold together.
      const numbers = numbersOf(ids);
      const inTwoHundreds = (all: number) =>
        expect.toSatisfy((made) => made >= all / 200 && made <= Math.ceil(all / 199));
      expect(calls).toEqual({
        oppijanumero: 2,
        opintopolku: inTwoHundreds(numbers),
        virta: inTwoHundreds(numbers),
        fees: expect.toSatisfy((made) => made > optionsOf(ids) && made <= optionsOf(ids) + count / 200),
        migri: Math.ceil(numbers / 5000),
      });
    },
  );

  test('600 students take three rounds', { timeout: 120_000 }, async () => {
    const ids = generated.slice(0, 600);
    const rounds = await countRounds(mocks(), () => system.ask(officerBulkQuery, { oppijanumerot: ids }));
    expect(rounds).toBe(3);
  });
});
