import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { personaOid } from '../officer-query.ts';
import { developerHeaders, officialHeaders, personHeaders } from '../sandbox-access.ts';
import { everyRegistry } from './askers.ts';
import { type LawfulSystem, startLawful } from './lawful-system.ts';

const places = `homeMunicipality { state reason { code } code } studyLocations { state reason { code } items { municipalityCode } }`;
const facts = `identity { state nonDisclosure treatedAsProtected } studyRights { state items { type } } ${places}`;
const one = `query ($id: Oppijanumero!) { student(oppijanumero: $id) { ${facts} } }`;
const many = `query ($ids: [ID!]!) { students(oppijanumerot: $ids) { code student { ${facts} } } }`;
const withheld = {
  homeMunicipality: { state: 'WITHHELD', reason: { code: 'NON_DISCLOSURE' }, code: null },
  studyLocations: { state: 'WITHHELD', reason: { code: 'NON_DISCLOSURE' }, items: null },
};
const underOrder = [9012, 9014];
let system: LawfulSystem;

beforeAll(async () => {
  system = await startLawful();
});
afterAll(() => system.close());
beforeEach(() => system.clearCalls());
afterEach(() => system.mock('oppijanumero').setFault(null));

describe('under a non-disclosure order', () => {
  it.each(underOrder)(
    '%i: what reveals a place is withheld from whoever could get it, and the rest is given',
    async (number) => {
      const { body } = await system.ask(one, { id: personaOid(number) });
      expect(body.data.student).toMatchObject({
        identity: { state: 'KNOWN', nonDisclosure: true },
        studyRights: { state: 'KNOWN' },
        ...withheld,
      });
    },
  );

  it('it is withheld from the person too: the log-in proves too little', async () => {
    const query = `{ me { student { identity { nonDisclosure } ${places} } } }`;
    const { body } = await system.ask(query, {}, await personHeaders('P12', everyRegistry));
    expect(body.data.me.student).toEqual({ identity: { nonDisclosure: true }, ...withheld });
  });

  it('the flag goes to every authority, and no authority gets a place of anybody', async () => {
    for (const purpose of [
      'MIGRI_FIRST_PERMIT',
      'MIGRI_EXTENSION',
      'MIGRI_POST_CHECK',
      'FEE_OBLIGATION_CHECK',
    ] as const) {
      const headers = await officialHeaders(purpose);
      for (const number of [9000, ...underOrder]) {
        const { body } = await system.ask(one, { id: personaOid(number) }, headers);
        expect(body.data.student.identity.nonDisclosure).toBe(number !== 9000);
        expect(body.data.student.homeMunicipality).toMatchObject({ state: 'NOT_PERMITTED', code: null });
        expect(body.data.student.studyLocations).toMatchObject({ state: 'NOT_PERMITTED', items: null });
      }
    }
  });

  it('in a list, it is withheld of those alone', async () => {
    const ids = [9000, ...underOrder].map(personaOid);
    const { body } = await system.ask(many, { ids }, await developerHeaders());
    const [open, ...closed] = body.data.students;
    expect(open.student.homeMunicipality.state).toMatch(/^KNOWN/);
    for (const { student } of closed) expect(student).toMatchObject(withheld);
  });

  it('the log says so of exactly those', async () => {
    const traces = await Promise.all(
      [9000, ...underOrder].map(async (number) => {
        const traceId = String(number).padStart(32, 'a');
        await system.ask(
          one,
          { id: personaOid(number) },
          await officialHeaders('MIGRI_EXTENSION', { 'x-request-trace-id': traceId }),
        );
        return traceId;
      }),
    );
    const flags = await Promise.all(
      traces.map(async (traceId) =>
        (await system.recordsOf('OUTCOME', traceId)).map((record) => record.protected),
      ),
    );
    expect(flags).toEqual([[false], [true], [true]]);
  });
});

describe('while ONR does not answer', () => {
  it.each(['refuse', 'status-500', 'truncated'] as const)(
    'by %s, everybody counts as protected',
    async (fault) => {
      await system.mock('oppijanumero').setFault({ fault });
      const traceId = fault.length.toString().padStart(32, 'b');
      const headers = { ...(await developerHeaders()), 'x-request-trace-id': traceId };
      const { body } = await system.ask(one, { id: personaOid(9000) }, headers);
      expect(body.data.student.identity).toEqual({
        state: 'SOURCE_UNAVAILABLE',
        nonDisclosure: null,
        treatedAsProtected: true,
      });
      expect(body.data.student.studyLocations).toEqual(withheld.studyLocations);
      expect(body.data.student.homeMunicipality.code).toBeNull();
      const outcomes = await system.recordsOf('OUTCOME', traceId);
      expect(outcomes.length).toBeGreaterThan(0);
      expect(outcomes.every((record) => record.protected)).toBe(true);
    },
  );
});
