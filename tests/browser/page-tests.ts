import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { z } from 'zod';
import { languages } from '../../gateway/sandbox/language.ts';
import { type System, startSystem } from '../system.ts';
import { reasonToSkip, startBrowser } from './browser.ts';
import { openAll } from './in-page.ts';

const skipped = reasonToSkip();
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

/** A page in a window of its own. */
export interface OpenPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page wrote to the console, and requests of it that failed. */
  readonly complaints: readonly string[];
}

/** A browser and a running system, for the tests of one file. */
export interface PageTests {
  readonly system: () => System;
  readonly open: (path: string, options?: Parameters<Browser['newContext']>[0]) => Promise<OpenPage>;
  /** What axe finds that is serious or critical. The browser runs it: the page's policy allows no script. */
  readonly findingsOf: (path: string, scheme: Scheme) => Promise<readonly string[]>;
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
  const running = (): System => {
    if (system === null) throw new Error('no system was started');
    return system;
  };
  const open: PageTests['open'] = async (path, options = {}) => {
    if (starting === null) throw new Error('no browser was started');
    const browser = await starting;
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('requestfailed', (request) => complaints.push(request.url()));
    await page.goto(`${running().url}${path}`);
    return { page, context, complaints };
  };
  return {
    system: running,
    open,
    findingsOf: async (path, colorScheme) => {
      const { page, context } = await open(path, { colorScheme });
      await page.evaluate(openAll);
      await page.evaluate(axe.source);
      const serious = seriousIn(await page.evaluate('axe.run(document)'));
      await context.close();
      return serious;
    },
  };
}
