import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDisclosureLog } from '../../gateway/disclosure/disclosure-log.ts';
import { loadDisclosureKeys } from '../../gateway/disclosure/keys.ts';
import { consentToken, fetchIdToken, giveConsents } from '../../mocks/issuer/issuer-client.ts';
import { dataSources } from '../../mocks/issuer/parties.ts';
import { portOf } from '../access/test-issuer.ts';
import { outcomeOf } from '../disclosure/records.ts';
import { personaOid } from '../officer-query.ts';
import { type ConsentSource, issuerUrl, officialHeaders, personHeaders } from '../sandbox-access.ts';
import { everyRegistry } from './askers.ts';
import { codesOf, type Earlier, type LawfulSystem, startLawful } from './lawful-system.ts';

const facts = `oppijanumero
  identity { state reason { code } givenNames }
  admissions { state reason { code } items { id } }
  studyRights { state reason { code } items { type } }
  feePayments { state reason { code } items { state } }
  permits { state reason { code } items { type } }`;
const me = `{ me { code askedFor reason { code } student { ${facts} } } }`;
const factOf: Readonly<Record<ConsentSource, readonly [fact: string, mock: string]>> = {
  ONR: ['identity', 'oppijanumero'],
  OPINTOPOLKU: ['admissions', 'opintopolku'],
  VIRTA: ['studyRights', 'virta'],
  TUITION_FEE_REGISTER: ['feePayments', 'fees'],
  MIGRI: ['permits', 'migri'],
};
let system: LawfulSystem;

beforeAll(async () => {
  system = await startLawful();
});
afterAll(() => system.close());
beforeEach(() => system.clearCalls());

/** The sandbox's issuer without its consent service: its keys are served, everything else fails. */
async function withoutConsentService(): Promise<{ readonly url: string; readonly close: () => void }> {
  const keys = await (await fetch(`${await issuerUrl()}/jwks`)).text();
  const server = createServer((request, response) => {
    const isKeys = request.url === '/jwks';
    response.writeHead(isKeys ? 200 : 503, { 'content-type': 'application/json' }).end(isKeys ? keys : '{}');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return { url: `http://127.0.0.1:${portOf(server.address())}`, close: () => server.close() };
}

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();

/** A log in which P11 was monitored at these moments. */
function monitoringAt(moments: readonly string[]): Earlier {
  return async (place, keysFolder) => {
    const keys = await loadDisclosureKeys(keysFolder, { create: true });
    const anchorPath = join(keysFolder, 'earlier.jsonl');
    const log = await openDisclosureLog({ place, mode: 'mock', keys, anchorPath });
    await log.append(moments.map((at) => ({ ...outcomeOf(9011), at, purpose: 'MIGRI_POST_CHECK' })));
    await log.close();
  };
}

describe('a person', () => {
  it('who consents to everything gets everything, under a number that is masked', async () => {
    const { body } = await system.ask(me, {}, await personHeaders('P02', everyRegistry));
    expect(body.errors).toBeUndefined();
    expect(body.data.me).toMatchObject({ code: 'FOUND', reason: null });
    expect(body.data.me.student.oppijanumero).toBe('*.*.***.***.**.*******9002');
    for (const [fact] of Object.values(factOf)) expect(body.data.me.student[fact].state).toMatch(/^KNOWN/);
    expect(JSON.stringify(body.data)).not.toContain(personaOid(9002));
  });

  it.each(everyRegistry)(
    'who consents to all but %s is told so there, and that register is not asked',
    async (registry) => {
      const others = everyRegistry.filter((one) => one !== registry);
      // Who is logged in must be known to be looked up at all; nothing of it is given.
      const { body } = await system.ask(me, {}, await personHeaders('P02', others));
      const [fact, mock] = factOf[registry];
      expect(body.data.me.student[fact]).toMatchObject({
        state: 'CONSENT_REQUIRED',
        reason: { code: 'CONSENT_NOT_GIVEN' },
      });
      expect(JSON.stringify(body.data.me.student[fact])).not.toContain('KNOWN');
      if (registry !== 'ONR') expect(system.called()[mock]).toBeUndefined();
      expect(body.extensions.policy.denied).toContainEqual(
        expect.objectContaining({
          path: `me.student.${fact}`,
          code: 'CONSENT_REQUIRED',
          unlockedBy: `the person’s consent for ${registry}`,
        }),
      );
    },
  );

  it('who withdraws a consent is not given the next answer, though the token is still good', async () => {
    const url = await issuerUrl();
    const idToken = await fetchIdToken(url, 'P07');
    await giveConsents(url, idToken, [dataSources.VIRTA]);
    const token = await consentToken(url, idToken, dataSources.VIRTA);
    const headers = { authorization: `Bearer ${idToken}`, 'x-consent-token': token };
    const query = '{ me { code student { studyRights { state items { type } } } } }';
    expect((await system.ask(query, {}, headers)).body.data.me.student.studyRights.state).toBe('KNOWN');
    await fetch(`${url}/Consent/Revoke`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${idToken}` },
      body: JSON.stringify({ dataSource: dataSources.VIRTA }),
    });
    system.clearCalls();
    const { body } = await system.ask(query, {}, headers);
    expect(body.data.me.student.studyRights).toEqual({ state: 'CONSENT_REQUIRED', items: null });
    expect(system.called().virta).toBeUndefined();
  });

  it('gets nothing by somebody else’s consent', async () => {
    const [own, others] = await Promise.all([personHeaders('P04', []), personHeaders('P00', everyRegistry)]);
    const headers = { ...own, 'x-consent-token': others['x-consent-token'] ?? '' };
    const { body } = await system.ask(me, {}, headers);
    expect(body.data.me.code).toBe('FOUND');
    for (const [fact] of Object.values(factOf))
      expect(body.data.me.student[fact].state).toBe('CONSENT_REQUIRED');
    expect(Object.keys(system.called())).toEqual(['oppijanumero']);
  });

  it('whose log-in is linked to no number is told that, and nobody is asked', async () => {
    const { body } = await system.ask(me, {}, await personHeaders('P08', everyRegistry));
    expect(body.data.me).toEqual({
      code: 'NOT_LINKED',
      askedFor: null,
      reason: { code: 'PERSON_NOT_LINKED' },
      student: null,
    });
    expect(system.called()).toEqual({});
  });

  it('sees what each purpose is given, and it is the table', async () => {
    const query = 'query ($purpose: Purpose) { myEntitlements(purpose: $purpose) { field row given } }';
    const headers = await personHeaders('P00', []);
    const own = await system.ask(query, {}, headers);
    const migri = await system.ask(query, { purpose: 'MIGRI_FIRST_PERMIT' }, headers);
    const given = (body: typeof own.body, field: string) =>
      body.data.myEntitlements.find((one: { readonly field: string }) => one.field === field).given;
    expect([given(own.body, 'Student.oppijanumero'), given(migri.body, 'Student.oppijanumero')]).toEqual([
      'MASKED',
      'GIVEN',
    ]);
    expect([given(own.body, 'Student.attendance'), given(migri.body, 'Student.attendance')]).toEqual([
      'GIVEN',
      'IF_NEEDED',
    ]);
    expect(own.body.data.myEntitlements.length).toBeGreaterThan(250);
    expect(JSON.stringify(own.body)).not.toContain('RegistryLookup');
  });
});

describe('the own view without consents', () => {
  it('has one form, whatever else is selected', async () => {
    const headers = await personHeaders('P06', []);
    const alone = await system.ask('{ me { student { studyRights { state } } } }', {}, headers);
    const beside = await system.ask(
      '{ me { code student { studyRights { state } nextSteps { determination } } } }',
      {},
      headers,
    );
    expect([alone.body.errors, beside.body.errors]).toEqual([undefined, undefined]);
    expect(alone.body.data.me.student.studyRights).toEqual({ state: 'CONSENT_REQUIRED' });
    expect(beside.body.data.me.student.studyRights).toEqual({ state: 'CONSENT_REQUIRED' });
    expect(Object.keys(system.called())).toEqual(['oppijanumero']);
  });
});

describe('a consent that nobody can check', () => {
  it('gives nothing, says so, and the register is not asked', async () => {
    const headers = await personHeaders('P00', ['VIRTA']);
    const silent = await withoutConsentService();
    const other = await startLawful({ environment: { SANDBOX_ISSUER_URL: silent.url } });
    const { body } = await other.ask(
      '{ me { code student { studyRights { state reason { code } items { type } } } } }',
      {},
      headers,
    );
    expect(body.data.me.student.studyRights).toEqual({
      state: 'CONSENT_UNVERIFIABLE',
      reason: { code: 'CONSENT_NOT_VERIFIABLE' },
      items: null,
    });
    expect(other.called().virta).toBeUndefined();
    await other.close();
    silent.close();
  });
});

describe('a person’s view of who has looked', () => {
  const mine = `query ($first: Int! = 50) { myDisclosures(first: $first) { hasMore heldBackRule { en } items { at authority purpose legalBasis facts registries delivered } } }`;
  const look = `query ($id: Oppijanumero!) { student(oppijanumero: $id) { studyRights { state } permits { state } } }`;

  it('names the authority, the purpose and the facts; no official, no case, and nobody else', async () => {
    await system.ask(
      look,
      { id: personaOid(9005) },
      await officialHeaders('MIGRI_FIRST_PERMIT', {
        'x-end-user': 'official-secret',
        'x-case': 'case-secret',
      }),
    );
    await system.ask(look, { id: personaOid(9006) }, await officialHeaders('MIGRI_EXTENSION'));
    const { body } = await system.ask(mine, {}, await personHeaders('P05', []));
    expect(codesOf({ status: 200, body })).toEqual([]);
    const { items } = body.data.myDisclosures;
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      authority: 'Finnish Immigration Service (sandbox)',
      purpose: 'MIGRI_FIRST_PERMIT',
      facts: ['permits', 'studyRights'],
      registries: ['MIGRI', 'ONR', 'VIRTA'],
      delivered: true,
    });
    expect(JSON.stringify(body.data)).not.toMatch(/secret|official-/);
  });

  it('does not show that facts were denied as though they had been given', async () => {
    const headers = await officialHeaders('FEE_OBLIGATION_CHECK');
    await system.ask(look, { id: personaOid(9010) }, headers);
    const { body } = await system.ask(mine, {}, await personHeaders('P10', []));
    expect(body.data.myDisclosures.items).toHaveLength(1);
    expect(body.data.myDisclosures.items[0]).toMatchObject({
      purpose: 'FEE_OBLIGATION_CHECK',
      facts: ['permits'],
    });
  });

  it('shows an entry of monitoring only after 90 days, and the rule to everybody', async () => {
    await system.ask(look, { id: personaOid(9011) }, await officialHeaders('MIGRI_POST_CHECK'));
    const { body } = await system.ask(mine, {}, await personHeaders('P11', []));
    expect(body.data.myDisclosures.items).toEqual([]);
    expect(body.data.myDisclosures.heldBackRule.en).toMatch(/90 days/);
    const [due, notYet] = [daysAgo(91), daysAgo(89)];
    const later = await startLawful({}, monitoringAt([due, notYet]));
    const shown = await later.ask(mine, {}, await personHeaders('P11', []));
    expect(shown.body.data.myDisclosures.items.map(({ at }: { readonly at: string }) => at)).toEqual([due]);
    await later.close();
  });

  it('is nobody’s but the person’s: authorities and developers get none', async () => {
    for (const headers of [await officialHeaders('MIGRI_FIRST_PERMIT'), undefined]) {
      const reply = await system.ask(mine, {}, headers);
      expect(reply.body.data).toEqual({ myDisclosures: null });
      expect(codesOf(reply)).toEqual(['FORBIDDEN']);
    }
  });
});
