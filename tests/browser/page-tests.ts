import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { z } from 'zod';
import { languages } from '../../gateway/sandbox/language.ts';
import { type System, startSystem } from '../system.ts';
import { reasonToSkip, startBrowser } from './browser.ts';
import { openAll } from './in-page.ts';

const skipped = reasonToSkip();
/** How long a page may take to do what it is waited for: only one that never does it is told by this. */
const patienceMs = 60_000;
const findings = z.array(
  z.object({ id: z.string(), impact: z.string().nullable(), nodes: z.array(z.object({ html: z.string() })) }),
);

/** How screens may be. */
export const schemes = ['light', 'dark'] as const;

export type Scheme = (typeof schemes)[number];

/** Every language on every screen. */
export const everyLook = languages.flatMap((language) =>
  schemes.map((scheme) => [language, scheme] as const),
);

/** A page in a window of its own, which is closed after the test. */
export interface OpenPage {
  readonly page: Page;
  /** What the page wrote to the console, and requests of it that failed. */
  readonly complaints: readonly string[];
}

/** What a window is like. */
type Look = Pick<NonNullable<Parameters<Browser['newContext']>[0]>, 'colorScheme' | 'viewport'>;

/** A browser and a running system, for the tests of one file. */
export interface PageTests {
  readonly system: () => System;
  /** Opens a page for somebody who has been here before: what can be kept is not loaded again. */
  readonly open: (path: string, look?: Look) => Promise<OpenPage>;
  /** Opens a page for somebody who comes for the first time. */
  readonly openFirst: (path: string) => Promise<OpenPage>;
  /** What axe finds that is serious or critical. The browser runs it: the page's policy allows no script. */
  readonly findingsOf: (path: string, scheme: Scheme) => Promise<readonly string[]>;
}

/** What axe finds on a page, with what breaks its rules told in full and nothing else. */
export async function axeOf(page: Page): Promise<unknown> {
  await page.evaluate(axe.source);
  return page.evaluate(`axe.run(document, { resultTypes: ['violations'] })`);
}

/** What is serious or critical in what axe found. */
export function seriousIn(found: unknown): readonly string[] {
  const { violations } = z.object({ violations: findings }).parse(found);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** Starts a browser and a system around the tests of a file; without a browser they are skipped, and in CI they fail. */
export function testPages(): PageTests {
  let system: System | null = null;
  let starting: Promise<Browser> | null = null;
  beforeAll(async () => {
    if (skipped !== null) return;
    system = await startSystem({ today: '2026-11-24' });
    starting = startBrowser();
    // A browser that does not start fails each test that needs it, so that CI counts them as failed, not as skipped.
    await Promise.allSettled([starting]);
  });
  afterAll(async () => {
    await (await starting?.catch(() => null))?.close();
    await system?.close();
  });
  beforeEach(({ skip }) => {
    if (skipped !== null) skip(skipped);
  });
  const visitors = new Map<string, Promise<BrowserContext>>();
  const leaving: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(leaving.splice(0).map((leave) => leave()));
  });
  const running = (): System => {
    if (system === null) throw new Error('no system was started');
    return system;
  };
  const comes = async (look: Look = {}): Promise<BrowserContext> => {
    if (starting === null) throw new Error('no browser was started');
    const context = await (await starting).newContext({ viewport: { width: 1280, height: 900 }, ...look });
    context.setDefaultTimeout(patienceMs);
    return context;
  };
  const openIn = async (context: BrowserContext, path: string): Promise<OpenPage> => {
    const page = await context.newPage();
    leaving.push(() => page.close());
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('requestfailed', (request) => complaints.push(request.url()));
    await page.goto(`${running().url}${path}`);
    return { page, complaints };
  };
  const open: PageTests['open'] = async (path, look = {}) => {
    const key = JSON.stringify(look);
    const visitor = visitors.get(key) ?? comes(look);
    visitors.set(key, visitor);
    return openIn(await visitor, path);
  };
  return {
    system: running,
    open,
    openFirst: async (path) => {
      const context = await comes();
      leaving.push(() => context.close());
      return openIn(context, path);
    },
    findingsOf: async (path, colorScheme) => {
      const { page } = await open(path, { colorScheme });
      await page.evaluate(openAll);
      return seriousIn(await axeOf(page));
    },
  };
}
