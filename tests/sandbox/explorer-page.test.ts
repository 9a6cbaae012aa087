import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundlePath, readBundle } from '../../gateway/sandbox/explorer/bundle.ts';
import { explorerPage } from '../../gateway/sandbox/explorer/page.ts';
import { pageTexts } from '../../gateway/sandbox/explorer/page-texts.ts';
import { languages } from '../../gateway/sandbox/language.ts';
import { environmentOfMocks, startGateway, startMocks } from '../system.ts';

const bundle = readBundle();
const script = `${bundlePath}${bundle?.script}`;

let url: string;
let close: () => Promise<unknown>;

beforeAll(async () => {
  const { mocks } = await startMocks({ today: '2026-11-24' });
  const gateway = await startGateway(environmentOfMocks(mocks));
  url = gateway.url;
  close = () => Promise.all([gateway.close(), ...mocks.map((mock) => mock.close())]);
});
afterAll(() => close());

describe('the page of the explorer', () => {
  it.each(languages)('in %s loads its app by name, and nothing that stands in it runs', async (language) => {
    const response = await fetch(`${url}/?lang=${language}`);
    const text = await response.text();
    expect([response.status, response.headers.get('content-language')]).toEqual([200, language]);
    expect(text).toContain(`<script type="module" src="${script}"></script>`);
    expect(text.match(/<script/g)).toHaveLength(1);
    expect(text).not.toMatch(/<style|style=|\son\w+=/);
  });

  it('lets only files of the gateway run, and is not kept', async () => {
    const { headers } = await fetch(`${url}/`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("default-src 'none';");
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*|blob:/);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it.each(languages)('says in %s what to do where the app is not built', (language) => {
    const text = explorerPage(null, language);
    expect(text).toContain(pageTexts.notBuilt[language].replaceAll("'", '&#39;'));
    expect(text).not.toContain('<script');
  });
});

describe('a file of the app', () => {
  it.each([
    ['br', 'br'],
    ['gzip, deflate', 'gzip'],
    ['gzip;q=1, br;q=0.5', 'br'],
    ['identity', null],
  ])('for whoever accepts %s is encoded by %s, kept for good, and the same', async (accepted, encoding) => {
    const { headers, status } = await fetch(`${url}${script}`, { headers: { 'accept-encoding': accepted } });
    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/javascript; charset=utf-8',
      'x-content-type-options': 'nosniff',
      vary: 'Accept-Encoding',
    });
    expect(headers.get('content-encoding')).toBe(encoding);
  });

  it.each(['nothing.js', '.vite', 'main.tsx', '..%2f..%2fpackage.json', '%2e%2e%2fbundle.ts', 'x%00.js'])(
    '%s is not there, and that is not kept',
    async (name) => {
      const { status, headers } = await fetch(`${url}${bundlePath}${name}`);
      expect(status).toBe(404);
      expect(headers.get('cache-control')).toBe('no-store');
    },
  );
});
