import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import sandboxInstitutions from '../../mocks/institutions.json' with { type: 'json' };
import { baseUrl, requiredText, wholeNumber } from '../../subgraphs/registry/environment.ts';
import { createTools, environmentOf, sharedEnvironment } from '../../subgraphs/registry/settings.ts';
import { problemsOf } from '../../subgraphs/registry/subgraph.ts';

/** What is said about a variable `V`; nothing when it is accepted. */
function problems(type: z.ZodType, value: string | undefined): readonly string[] {
  const parsed = z.object({ V: type }).safeParse({ V: value });
  return parsed.success ? [] : problemsOf(parsed.error);
}

describe('a URL of a registry', () => {
  it.each([
    'https://virkailija.opintopolku.fi',
    'http://127.0.0.1:4101',
    'https://virta.csc.fi/luku/OpiskelijanTiedot',
  ])('may be %s', (url) => {
    expect(problems(baseUrl, url)).toEqual([]);
  });

  it.each([
    'virkailija.opintopolku.fi',
    'ftp://host.example',
    'file:///etc/passwd',
    'https://user@host.example',
    'https://user:c4nary@host.example',
    'https://:c4nary@host.example',
    'https://host.example/?c4nary=1',
    'https://host.example/#c4nary',
    'c4nary',
  ])('may not be %s, and the message does not repeat it', (url) => {
    const said = problems(baseUrl, url);
    expect(said).toEqual(['V: must be an http(s) URL without credentials, query or fragment']);
  });

  it('must be there', () => {
    expect(problems(baseUrl, undefined)).toEqual(['V: is required: an http(s) URL']);
  });
});

describe('other settings', () => {
  it('texts must be there and not empty', () => {
    expect(problems(requiredText, 'x')).toEqual([]);
    expect(problems(requiredText, undefined)).toEqual(['V: is required: a text']);
    expect(problems(requiredText, '')).toEqual(['V: must not be empty']);
  });

  const number = wholeNumber({ min: 10, max: 20, default: 15 });

  it.each(['9', '21', '-10', '1e1', '0x10', '10.0', ' 12', '12 ', '9999999999', 'c4nary'])(
    'a whole number from 10 to 20 is not %j',
    (text) => {
      expect(problems(number, text)).toEqual(['V: must be a whole number from 10 to 20']);
    },
  );

  it('whole numbers have a default', () => {
    expect([number.parse(undefined), number.parse('10'), number.parse('20')]).toEqual([15, 10, 20]);
  });
});

describe('settings that gateway and subgraphs share', () => {
  it.each([
    ['REGISTRIES', 'c4nary', '"mock" or "real"'],
    ['CALLER_ID', 'c4nary c4nary', '<organisation OID>.<system>'],
    ['CALLER_ID', 'c4nary\r\nx-injected: 1', '<organisation OID>.<system>'],
    ['INSTITUTIONS_FILE', '/nowhere/c4nary.json', 'path of a JSON list of {code, oid, name}'],
    ['TODAY', '2026-02-30', 'yyyy-MM-dd'],
    ['TODAY', 'c4nary', 'yyyy-MM-dd'],
  ])('name the variable and what it accepts, never the value: %s=%j', (name, value, accepted) => {
    const parsed = sharedEnvironment.safeParse({ [name]: value });
    const said = parsed.success ? [] : problemsOf(parsed.error);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(new RegExp(`^${name}: `));
    expect(said[0]).toContain(accepted);
    expect(said[0]).not.toMatch(/c4nary|02-30/);
  });

  it('are the sandbox when nothing is set', () => {
    expect(sharedEnvironment.parse({})).toMatchObject({ REGISTRIES: 'mock', HOST: '127.0.0.1' });
  });
});

describe("a subgraph's environment", () => {
  it('in the sandbox is its sandbox.env; what is set wins, but for credentials', () => {
    const settings = sharedEnvironment.parse({});
    const published = environmentOf('virta', settings, {});
    expect(published).toMatchObject({ VIRTA_URL: expect.any(String), VIRTA_KEY: expect.any(String) });
    const given = { VIRTA_URL: 'set', VIRTA_KEY: 'set', VIRTA_QUEUE: '7' };
    expect(environmentOf('virta', settings, given)).toEqual({
      ...published,
      VIRTA_URL: 'set',
      VIRTA_QUEUE: '7',
    });
    expect(environmentOf('virta', settings, { VIRTA_URL: '' })).toEqual(published);
  });

  it('with real registries is what is set, and nothing of the sandbox', () => {
    const settings = sharedEnvironment.parse({ REGISTRIES: 'real' });
    expect(environmentOf('virta', settings, { A: 'x', EMPTY: '' })).toEqual({ A: 'x' });
  });
});

describe('the tools of a subgraph', () => {
  it('close everything that was opened with them', async () => {
    const { tools, close } = createTools(sharedEnvironment.parse({ TODAY: '2026-08-01' }));
    const closed: string[] = [];
    tools.onClose(async () => void closed.push('pool'));
    tools.onClose(async () => void closed.push('timer'));
    await close();
    expect(closed).toEqual(['pool', 'timer']);
    expect(tools.clock.today()).toBe('2026-08-01');
  });

  it('know institutions in the sandbox, and none but those of a file with real registries', () => {
    const sandbox = createTools(sharedEnvironment.parse({})).tools.institutions;
    const real = createTools(sharedEnvironment.parse({ REGISTRIES: 'real' })).tools.institutions;
    const [known] = z.array(z.object({ code: z.string() })).parse(sandboxInstitutions);
    const code = known?.code ?? '';
    expect(sandbox.byCode(code).oid).not.toBeNull();
    expect(real.byCode(code).oid).toBeNull();
  });
});

describe('a registry that keeps failing', () => {
  it.each([
    [{}, 1_000],
    [{ REGISTRIES: 'real' }, 30_000],
    [{ BREAKER_OPEN_MS: '5000' }, 5_000],
    [{ REGISTRIES: 'real', BREAKER_OPEN_MS: '60000' }, 60_000],
  ])('with %j is left alone for %i ms', async (environment, ms) => {
    const { tools, close } = createTools(sharedEnvironment.parse(environment));
    await close();
    expect(tools.breakerOpenMs).toBe(ms);
  });
});
