import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTokenCommand } from '../../mocks/issuer/command.ts';
import { dataSources, logIns } from '../../mocks/issuer/parties.ts';
import { issuerMock } from '../../mocks/issuer.ts';
import { buildPeople } from '../../mocks/people.ts';
import { type RunningMock, startMock } from '../../mocks/registry-server.ts';
import { officer, type RunningAccess, sandboxConfig, startAccess } from './running-access.ts';

let issuer: RunningMock;
let access: RunningAccess;

beforeAll(async () => {
  issuer = await startMock(issuerMock, { people: [], now: Date.now }, 0);
  access = startAccess(sandboxConfig(issuer.url));
});
afterAll(async () => {
  await access.close();
  await issuer.close();
});

async function run(...args: readonly string[]) {
  const written = { out: '', errors: '' };
  const collect = (to: 'out' | 'errors') => ({
    write: (text: string) => {
      written[to] += text;
    },
  });
  const code = await runTokenCommand(args, issuer.url, { out: collect('out'), errors: collect('errors') });
  return { code, errors: written.errors, text: written.out, lines: written.out.trimEnd().split('\n') };
}

const lastLine = async (...args: readonly string[]): Promise<string> =>
  (await run(...args)).lines.at(-1) ?? '';

function headersIn(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(lines.map((line) => line.split(/: (.*)/s).slice(0, 2)));
}

const revoke = (authorization: string, dataSource: string): Promise<Response> =>
  fetch(`${issuer.url}/Consent/Revoke`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ dataSource }),
  });

describe('the command for tokens', () => {
  it('gives an authority a token for one purpose, on its last line', async () => {
    const token = await lastLine('--client', 'migri', '--purpose', 'MIGRI_FIRST_PERMIT');
    expect((await access.access({ headers: officer(token) })).client.id).toBe('migri');
    const other = officer(token, { 'x-purpose': 'MIGRI_EXTENSION' });
    expect((await access.refusal({ headers: other })).reason).toBe('PURPOSE_OF_TOKEN');
  });

  it('gives whole headers for curl', async () => {
    const { lines } = await run('--client', 'oph', '--purpose', 'FEE_OBLIGATION_CHECK', '--curl');
    expect(await access.access({ headers: headersIn(lines) })).toMatchObject({
      client: { id: 'oph' },
      purpose: 'FEE_OBLIGATION_CHECK',
    });
    const developer = await run('--client', 'developer', '--curl');
    expect((await access.access({ headers: headersIn(developer.lines) })).purpose).toBe('SANDBOX');
    expect(access.alarms).toEqual([]);
  });

  it('gives a person’s token and consents as headers', async () => {
    const authorization = `Bearer ${await lastLine('--client', 'vf', '--person', 'P00')}`;
    const own = await access.access({ headers: { authorization } });
    expect(own).toMatchObject({ person: '1.2.246.562.24.00000009000', consents: {} });
    const { lines } = await run('--client', 'vf', '--person', 'P00', '--consent', 'VIRTA,ONR');
    const granted = await access.access({ headers: headersIn(lines) });
    expect(granted.consents).toEqual({ VIRTA: 'GRANTED', ONR: 'GRANTED' });
    expect(granted.consentIds).toHaveLength(2);
    const all = await run('--client', 'vf', '--person', 'P13', '--consent', 'all');
    expect(Object.keys((await access.access({ headers: headersIn(all.lines) })).consents ?? {})).toHaveLength(
      5,
    );
  });

  it.each([
    [[], /^--client must be one of migri, oph, developer, vf\./],
    [['--client', 'vf'], /^--client vf needs --person: P00, /],
    [['--client', 'vf', '--person', 'P99'], /^The body must be /],
    [['--client', 'vf', '--person', 'P00', '--consent', 'KELA'], /^--consent takes all or some of ONR, /],
    [['--client', 'migri', '--person', 'P00'], /^--person and --consent are for --client vf only\./],
    [['--client', 'constructor'], /^--client must be one of /],
  ])('says what is wrong with %j', async (args, message) => {
    const { code, errors, text } = await run(...args);
    expect({ code, text }).toEqual({ code: 1, text: '' });
    expect(errors).toMatch(message);
  });

  it('helps, and says when no issuer answers', async () => {
    expect((await run('--help')).text).toContain('npm run -s token -- --client migri');
    const written: string[] = [];
    const to = { write: (text: string) => written.push(text) };
    const code = await runTokenCommand(['--client', 'migri'], 'http://127.0.0.1:9', { out: to, errors: to });
    expect(code).toBe(1);
    expect(written).toEqual([
      'No issuer answers at http://127.0.0.1:9. Is the sandbox running (npm start)?\n',
    ]);
  });
});

describe('the sandbox’s people', () => {
  it('have a log-in each, linked to their own number, and no link without one', async () => {
    const people = buildPeople({ today: '2026-11-24' });
    expect(Object.keys(logIns).toSorted()).toEqual(people.map(({ id }) => id).toSorted());
    const { links } = sandboxConfig(issuer.url);
    const now = new Date();
    const linked = people.map(({ id, records }) => {
      const number = links.learnerNumberOf('sandbox-login', logIns[id] ?? '', now);
      expect(number).toBe(records[0]?.oid ?? null);
      return number;
    });
    expect(linked.filter((number) => number !== null)).toHaveLength(24);
    const authorization = `Bearer ${await lastLine('--client', 'vf', '--person', 'P08')}`;
    expect((await access.access({ headers: { authorization } })).person).toBeNull();
  });

  it('consent to the data sources that the gateway knows', () => {
    expect(sandboxConfig(issuer.url).issuers.consent?.dataSources).toEqual(dataSources);
  });
});

describe('a consent in the sandbox', () => {
  it('that is withdrawn ends at once, and the others stand', async () => {
    const { lines } = await run('--client', 'vf', '--person', 'P04', '--consent', 'VIRTA,MIGRI');
    const headers = headersIn(lines);
    expect((await access.access({ headers })).consents).toEqual({ VIRTA: 'GRANTED', MIGRI: 'GRANTED' });
    expect(await (await revoke(headers.authorization ?? '', dataSources.VIRTA)).json()).toEqual({
      revoked: true,
    });
    expect((await access.access({ headers })).consents).toEqual({ MIGRI: 'GRANTED' });
  });

  it('given anew does not wake tokens of the one before', async () => {
    const before = headersIn((await run('--client', 'vf', '--person', 'P05', '--consent', 'ONR')).lines);
    await revoke(before.authorization ?? '', dataSources.ONR);
    const after = headersIn((await run('--client', 'vf', '--person', 'P05', '--consent', 'ONR')).lines);
    expect((await access.access({ headers: before })).consents).toEqual({});
    expect((await access.access({ headers: after })).consents).toEqual({ ONR: 'GRANTED' });
  });

  it('of one person is nothing in the hands of another', async () => {
    const mine = headersIn((await run('--client', 'vf', '--person', 'P00', '--consent', 'VIRTA')).lines);
    const authorization = `Bearer ${await lastLine('--client', 'vf', '--person', 'P01')}`;
    expect((await access.access({ headers: { ...mine, authorization } })).consents).toEqual({});
  });

  it('is told to nobody without an ID token', async () => {
    const token = await lastLine('--client', 'migri');
    expect((await revoke(`Bearer ${token}`, dataSources.ONR)).status).toBe(401);
  });
});

describe('a rotation of the sandbox’s keys', () => {
  it('is followed by one reading of the keys, and old tokens live on till the next', async () => {
    const jwksCalls = (): number => issuer.calls().filter(({ path }) => path === '/jwks').length;
    const fresh = startAccess(sandboxConfig(issuer.url));
    const before = await lastLine('--client', 'migri');
    await fresh.access({ headers: officer(before) });
    const read = jwksCalls();
    await fetch(`${issuer.url}/rotate`, { method: 'POST' });
    await fresh.access({ headers: officer(await lastLine('--client', 'migri')) });
    expect(jwksCalls()).toBe(read + 1);
    fresh.ahead(61);
    await fresh.access({ headers: officer(before) });
    await fetch(`${issuer.url}/rotate`, { method: 'POST' });
    fresh.ahead(400);
    expect((await fresh.refusal({ headers: officer(before) })).reason).toBe('TOKEN_KEY_UNKNOWN');
    await fresh.close();
  });

  it('never shows a secret half', async () => {
    const text = await (await fetch(`${issuer.url}/jwks`)).text();
    expect(JSON.parse(text).keys).toHaveLength(4);
    expect(text).not.toMatch(/"(?:d|p|q|dp|dq|qi|k)":/);
  });
});
