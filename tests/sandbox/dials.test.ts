import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personaOid } from '../officer-query.ts';
import { type System, startGateway, startSystem } from '../system.ts';
import { errorOf, sendTo, turnAt } from './sent-to-controls.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem({ today: '2026-11-24' });
});
afterAll(() => system.close());

const officerQuery = `query ($who: Oppijanumero!) { student(oppijanumero: $who) {
  identity { ...f } admissions { ...f } feePayments { ...f } studyRights { ...f } permits { ...f }
  studyRightValidity { determination value missing { fact } }
} } fragment f on Fact { state reason { code } }`;

/** The fact that each registry alone answers for. */
const factOf: Readonly<Record<string, string>> = {
  oppijanumero: 'identity',
  opintopolku: 'admissions',
  fees: 'feePayments',
  virta: 'studyRights',
  migri: 'permits',
};

function turn(registry: string, dial: string) {
  return turnAt(system.url, registry, dial);
}

/** Where a gateway's controls say that a dial stands. */
async function shownAt(url: string, registry: string): Promise<unknown> {
  const { body } = await sendTo(url, { method: 'GET', path: 'controls' });
  return body.registries.find(({ key }: { readonly key: string }) => key === registry).dial;
}

async function askOfficer(number = 9000) {
  const asked = { method: 'POST', path: 'credentials', body: { caller: 'first-permit' } } as const;
  const { body } = await sendTo(system.url, asked);
  const answer = await system.ask(officerQuery, { who: personaOid(number) }, body.headers);
  expect(answer.status).toBe(200);
  return answer.body.data.student;
}

describe.each(Object.entries(factOf))('the dial of %s', (registry, fact) => {
  it.each([
    ['slow', 'KNOWN', null],
    ['down', 'SOURCE_UNAVAILABLE', 'UNREACHABLE'],
    ['malformed', 'SOURCE_UNAVAILABLE', 'INVALID_ANSWER'],
    ['logged-out', 'SOURCE_UNAVAILABLE', 'AUTHENTICATION_FAILED'],
  ])(
    '%s: its fact is %s, the others stand, and all is well at once when it is turned back',
    async (dial, state, code) => {
      expect(await turn(registry, dial)).toEqual({ status: 200, body: { key: registry, dial } });
      expect(await shownAt(system.url, registry)).toBe(dial);
      const struck = await askOfficer();
      expect(await turn(registry, 'normal')).toEqual({
        status: 200,
        body: { key: registry, dial: 'normal' },
      });
      const after = await askOfficer();
      expect([struck[fact].state, struck[fact].reason?.code ?? null]).toEqual([state, code]);
      // Without its study places, nobody knows which fees to ask for.
      const leaning = registry === 'opintopolku' ? ['feePayments'] : [];
      const others = Object.values(factOf).filter((one) => one !== fact && !leaning.includes(one));
      // Without ONR, nobody knows whether there is more under another number.
      const stand = registry === 'oppijanumero' && code !== null ? 'AMBIGUOUS' : 'KNOWN';
      expect(others.map((one) => [one, struck[one].state])).toEqual(others.map((one) => [one, stand]));
      expect(Object.values(factOf).map((one) => after[one].state)).toEqual(Array(5).fill('KNOWN'));
    },
  );
});

describe('VIRTA switched off', () => {
  it('leaves it open whether a study right is valid: neither yes nor no', async () => {
    await turn('virta', 'down');
    const struck = await askOfficer(9013);
    await turn('virta', 'normal');
    expect(struck.studyRightValidity).toEqual({
      determination: 'UNDETERMINED',
      value: null,
      missing: [{ fact: 'studyRights' }],
    });
    expect((await askOfficer(9013)).studyRightValidity).toMatchObject({ value: false });
  });

  it('for so many people that it is left alone is asked again a moment after it is back', async () => {
    // A gateway that has seen nothing of VIRTA but this.
    const gateway = await startGateway({
      TODAY: '2026-11-24',
      VIRTA_URL: `${system.mock('virta').url}/luku/OpiskelijanTiedot`,
      OPPIJANUMERO_URL: `${system.mock('oppijanumero').url}/oppijanumerorekisteri-service`,
      OPPIJANUMERO_TOKEN_URL: `${system.mock('oppijanumero').url}/kayttooikeus-service/oauth2/token`,
    });
    const query =
      'query ($who: Oppijanumero!) { student(oppijanumero: $who) { studyRights { state reason { code } } } }';
    const askAbout = async (number: number) =>
      (await gateway.ask(query, { who: personaOid(number) })).body.data.student.studyRights;
    await turn('virta', 'down');
    const codes: string[] = [];
    for (const number of [9000, 9001, 9002, 9003, 9004, 9005, 9006, 9007, 9009, 9010, 9012, 9013, 9014]) {
      codes.push((await askAbout(number)).reason.code);
    }
    await turn('virta', 'normal');
    expect(new Set(codes)).toEqual(new Set(['UNREACHABLE', 'CIRCUIT_OPEN']));
    const stateNow = async () => (await askAbout(9000)).state;
    await expect.poll(stateNow, { timeout: 20_000, interval: 250 }).toBe('KNOWN');
    await gateway.close();
  });
});

describe('VIRTA switched off where subgraphs run as their own servers', () => {
  it('is switched off, and on again', async () => {
    const distributed = await startSystem({ today: '2026-11-24', mode: 'distributed' });
    const turnThere = async (dial: string) => {
      const { status } = await turnAt(distributed.url, 'virta', dial);
      const { body } = await distributed.ask(officerQuery, { who: personaOid(9000) });
      return [status, body.data.student.studyRights.state, body.data.student.identity.state];
    };
    expect(await turnThere('down')).toEqual([200, 'SOURCE_UNAVAILABLE', 'KNOWN']);
    expect(await turnThere('normal')).toEqual([200, 'KNOWN', 'KNOWN']);
    await distributed.close();
  });
});

describe('a dial', () => {
  it.each([
    ['kela', { dial: 'down' }, /^`registry` must be one of oppijanumero, opintopolku, virta, fees, migri\.$/],
    ['virta', { dial: 'broken' }, '`dial` must be one of normal, slow, down, malformed, logged-out.'],
    ['virta', {}, /^`dial` must be one of normal/],
    ['virta', undefined, 'The body must be a JSON object with `dial`.'],
  ])('of %s is not turned to %j', async (registry, body, message) => {
    const answer = await sendTo(system.url, { method: 'PUT', path: `dials/${registry}`, body });
    expect(errorOf(answer)).toEqual([400, 'BAD_USER_INPUT', expect.stringMatching(message)]);
  });

  it('whose mock does not answer says so', async () => {
    const gateway = await startGateway({ VIRTA_URL: 'http://127.0.0.1:1/luku/OpiskelijanTiedot' });
    const answer = await turnAt(gateway.url, 'virta', 'down');
    const shown = await shownAt(gateway.url, 'virta');
    await gateway.close();
    const message = 'The mock of virta does not answer at http://127.0.0.1:1.';
    expect(errorOf(answer)).toEqual([503, 'SANDBOX_UNAVAILABLE', message]);
    expect(shown).toBeNull();
  });
});
