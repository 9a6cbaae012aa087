import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '../../gateway/sandbox/language.ts';
import { processMap, views } from '../../gateway/sandbox/process/process-data.ts';
import { environmentOfMocks, startGateway, startMocks } from '../system.ts';

const paths = [
  '/',
  '/process',
  '/process.svg',
  '/disclosures',
  '/assets/pages.css',
  '/assets/icon.svg',
] as const;
const ofNoPage = "default-src 'none'; frame-ancestors 'none'";
const ofPage =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

let on: Awaited<ReturnType<typeof startGateway>>;
let off: Awaited<ReturnType<typeof startGateway>>;
let closeMocks: () => Promise<unknown>;

beforeAll(async () => {
  const { mocks } = await startMocks({ today: '2026-11-24' });
  const environment = environmentOfMocks(mocks);
  on = await startGateway(environment);
  off = await startGateway({ ...environment, SANDBOX_PAGES: 'off' });
  closeMocks = () => Promise.all(mocks.map((mock) => mock.close()));
});
afterAll(async () => {
  await on.close();
  await off.close();
  await closeMocks();
});

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${on.url}${path}`, { headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe('the pages that are switched off', () => {
  it.each(paths)('%s answers as any unknown path does', async (path) => {
    const [page, unknown] = await Promise.all([path, '/nowhere'].map((one) => fetch(`${off.url}${one}`)));
    expect(page?.status).toBe(404);
    expect(await page?.json()).toEqual(await unknown?.json());
    expect(page?.headers.get('content-security-policy')).toBe(ofNoPage);
  });
});

describe('the security headers', () => {
  it.each([
    ['/process', ofPage],
    ['/disclosures', ofPage],
    ['/assets/pages.css', ofNoPage],
    ['/assets/icon.svg', ofNoPage],
    ['/nowhere', ofNoPage],
  ])('of %s let it load what it needs and no more', async (path, policy) => {
    const { headers } = await get(path);
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': policy,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
  });

  it('of a picture let its own style apply and no other', async () => {
    const { headers } = await get('/process.svg');
    const policy = /^default-src 'none'; style-src 'sha256-[\w+/]+='; frame-ancestors 'none'$/;
    expect(headers.get('content-security-policy')).toMatch(policy);
  });
});

describe('the page of the process', () => {
  it.each([
    ['/process?lang=fi', 'sv', 'fi'],
    ['/process?lang=de', 'sv', 'sv'],
    ['/process?lang=fi&lang=en', 'sv', 'sv'],
    ['/process?lang=%22%3E%3Cscript%3E', 'de', 'en'],
    ['/process', 'fi-FI, en;q=0.5', 'fi'],
  ] as const)('%s for a reader of %s is in %s', async (path, accepted, language) => {
    const { status, headers, text } = await get(path, { 'accept-language': accepted });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect([headers.get('content-language'), headers.get('vary')]).toEqual([language, 'Accept-Language']);
    expect(text).toContain(`<html lang="${language}">`);
    expect(text).toContain(processMap.flows[4]?.label[language]);
    expect(text).not.toMatch(/<script|\sstyle=|\son\w+=/);
  });

  it('has both pictures, every flow, every actor, and the queries with their commands', async () => {
    const { text } = await get('/process?lang=en');
    for (const view of views) expect(text).toContain(`id="picture-${view}-title"`);
    for (const { number } of processMap.flows) expect(text).toContain(`id="flow-${number}"`);
    for (const { responsibleFor } of processMap.actors)
      expect(text).toContain(responsibleFor.en.replaceAll("'", '&#39;'));
    const queries = processMap.flows.filter(({ operation }) => operation !== undefined);
    expect(text.split('<details>')).toHaveLength(queries.length + 1);
    expect(text.split(`curl -s http://localhost:${new URL(on.url).port}/graphql`)).toHaveLength(
      queries.length + 1,
    );
  });

  it('has no id twice', async () => {
    const { text } = await get('/process?lang=sv');
    const ids = [...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });
});

describe('the picture as a file', () => {
  it.each([
    ['?lang=sv&view=today', 'Processen i dag'],
    ['?lang=sv&view=gateway', 'Processen med Opintolupa'],
    ['?lang=sv&view=nothing', 'Processen med Opintolupa'],
    ['', 'The process with Opintolupa'],
  ])('%s is "%s"', async (query, title) => {
    const { headers, text } = await get(`/process.svg${query}`, { 'accept-language': 'en' });
    expect(headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    expect(text).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(text).toContain(`>${title}</title>`);
  });

  it('differs by language, and is the same each time', async () => {
    const texts = await Promise.all(
      [...languages, ...languages].map((one) => get(`/process.svg?lang=${one}`)),
    );
    expect(new Set(texts.map(({ text }) => text)).size).toBe(languages.length);
  });
});
