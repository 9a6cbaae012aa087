import { afterAll, beforeAll, expect, test } from 'vitest';
import { oppijanumeroMock } from '../../mocks/oppijanumero.ts';
import type { MockRegistry } from '../../mocks/registry-server.ts';
import { personaOid } from '../officer-query.ts';
import { type System, startSystem } from '../system.ts';

/** P11: a right under each of two numbers that ONR joins. */
const master = personaOid(9011);
const merged = personaOid(9111);
let areJoined = true;

/** ONR, in which an official unlinks and links the two. */
const steered: MockRegistry = {
  name: 'oppijanumero',
  routes: (app, world) => {
    app.addHook('preSerialization', async ({ url }, _reply, body) => {
      if (areJoined) return body;
      if (url.endsWith('/duplicateHenkilos')) return [];
      if (!url.endsWith('/masterHenkilosByOidList')) return body;
      const records = Object.entries(Object(body)).map(([asked, record]) => [
        asked,
        { ...Object(record), oidHenkilo: asked, oppijanumero: asked },
      ]);
      return Object.fromEntries(records);
    });
    oppijanumeroMock.routes(app, world);
  },
};

let system: System;
beforeAll(async () => {
  // Nothing but the day is set: production keeps nothing that says whose records are whose.
  system = await startSystem({ today: '2026-11-24', replace: [steered] });
});
afterAll(() => system.close());

const query = /* GraphQL */ `
  query ($of: Oppijanumero!) {
    student(oppijanumero: $of) {
      oppijanumero
      identity { state mergedRecords }
      studyRights { state source { servedFrom } items { id } }
    }
  }
`;

test('a person’s rights are those of the numbers that ONR joins now, at each question', async () => {
  const ask = async (of: string) => (await system.ask(query, { of })).body.data.student;
  const rightsOf = async (of: string): Promise<readonly string[]> => {
    const { identity, studyRights } = await ask(of);
    expect([identity.state, identity.mergedRecords]).toEqual(['KNOWN', areJoined ? 1 : 0]);
    expect(studyRights.source.servedFrom).toBe('REGISTRY');
    return studyRights.items.map(({ id }: { readonly id: string }) => id).toSorted();
  };
  const together = await rightsOf(master);
  expect(await rightsOf(merged)).toEqual(together);
  areJoined = false;
  const apart = [await rightsOf(master), await rightsOf(merged)];
  expect(apart.map(({ length }) => length)).toEqual([1, 1]);
  expect(apart.flat().toSorted()).toEqual(together);
  expect((await ask(merged)).oppijanumero).toBe(merged);
  areJoined = true;
  for (const number of [master, merged]) expect(await rightsOf(number)).toEqual(together);
});
