import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closedGatewayAround } from '../limits/closed-gateway.ts';
import { personaOid } from '../officer-query.ts';
import { developerHeaders } from '../sandbox-access.ts';
import { modes, type System, startSystem } from '../system.ts';

/** P13 gave up the right to study on 15 January 2026. */
const query = `query ($who: Oppijanumero!) {
  student(oppijanumero: $who) {
    studyRights { state items { currentState } }
    studyRightValidity { determination value }
  }
}`;
const variables = { who: personaOid(9013) };
const before = '2025-12-01';
const after = '2026-01-16';

const validity = (value: boolean) => ({
  student: {
    studyRights: { state: 'KNOWN', items: [{ currentState: value ? 'ACTIVE' : 'DISCONTINUED' }] },
    studyRightValidity: { determination: 'DETERMINED', value },
  },
});

describe.each(modes)('a day chosen for one request, %s', (mode) => {
  let system: System;
  beforeAll(async () => {
    // Answers are kept and calls shared between requests, as much as can be.
    const environment = { VIRTA_CACHE_SECONDS: '60', VIRTA_BATCH_WINDOW_MS: '20' };
    system = await startSystem({ mode, today: '2026-11-24', environment });
  });
  afterAll(() => system.close());

  async function askOn(day: string | null) {
    const headers = { ...(await developerHeaders()), ...(day === null ? {} : { 'x-sandbox-today': day }) };
    return system.ask(query, variables, headers);
  }

  it('is the day of its rules, and of no other request’s', async () => {
    const days = [before, null, after, before, after, null, before];
    const answers = await Promise.all(days.map(askOn));
    expect(answers.map(({ body }) => body.data)).toEqual(days.map((day) => validity(day === before)));
    const later = await askOn(null);
    expect(later.body.data).toEqual(validity(false));
  });

  it.each(['2026-02-30', 'yesterday', '', '2026-01-01, 2026-01-02'])(
    'must be a day: %o is refused by the header’s name',
    async (day) => {
      const { status, body } = await askOn(day);
      expect([status, body.errors[0].extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
      expect(body.errors[0].message).toBe('`x-sandbox-today` must be an existing day as yyyy-MM-dd.');
      expect(body.data).toBeUndefined();
    },
  );
});

describe('a day chosen where the gateway runs over real registries', () => {
  const gateway = closedGatewayAround();

  it.each([before, 'yesterday'])('%s has no effect', async (day) => {
    const { status, body } = await gateway.ask(query, variables, { 'x-sandbox-today': day });
    expect([status, body.data]).toEqual([200, validity(false)]);
  });
});
