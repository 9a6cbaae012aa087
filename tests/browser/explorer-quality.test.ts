import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { texts } from '../../gateway/sandbox/explorer/app/texts.ts';
import { keepLook } from './browser.ts';
import { countBytes, isQuery, openExplorer, watchPage } from './explorer-page.ts';
import { axeOf, schemes, seriousIn, testPages } from './page-tests.ts';

const { open, openFirst } = testPages();
const megabyte = 1_000_000;

describe('the explorer', { timeout: 120_000 }, () => {
  it.each(schemes)('has nothing serious for axe on a %s screen, whatever is open', async (colorScheme) => {
    const { page, run } = await openExplorer(open, ['fi'], { colorScheme });
    const serious = async () => seriousIn(await axeOf(page));
    expect(await serious()).toEqual([]);
    await run();
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.getByRole('button', { name: 'New tab' }).click();
    expect(await serious()).toEqual([]);
    await keepLook(page, `explorer-docs-${colorScheme}.png`);
  });

  it('describes the schema to nobody known, too', async () => {
    const { page } = await openExplorer(open, ['en', '&caller=unknown']);
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.getByRole('link', { name: 'Query', exact: true }).click();
    await page.getByRole('link', { name: 'student', exact: true }).waitFor();
  });

  it('loads in less than 1.5 MB, all of it from the gateway', async () => {
    const { page } = await openFirst('/nowhere');
    const context = page.context();
    const origins = new Set<string>();
    context.on('request', (request) => origins.add(new URL(request.url()).origin));
    const loaded = countBytes(context);
    await page.goto(new URL('/?lang=en', page.url()).href);
    await page.locator('.run-query:enabled').waitFor();
    const parts = ['monaco-editor', 'graphql.worker', 'codicon', '/graphql', '/credentials'];
    await expect.poll(() => parts.filter((part) => !loaded.paths().includes(part))).toEqual([]);
    const total = await loaded.bytes();
    expect(total).toBeLessThan(1.5 * megabyte);
    expect(total).toBeGreaterThan(0.5 * megabyte);
    expect([...origins]).toEqual([new URL(page.url()).origin]);
  });

  it('checks JSON once somebody writes some, and completes fields', async () => {
    const { page } = await openExplorer(open, ['en', '&operation=flow-7']);
    await page.locator('.graphiql-editor-tool .graphiql-editor:not(.hidden)').focus();
    const worker = page.waitForEvent('worker', (one) => one.url().includes('json.worker'));
    await page.keyboard.press('Enter');
    await worker;
    await page.keyboard.press('Control+A');
    await page.keyboard.type('nonsense');
    await page.locator('.graphiql-editor-tool .squiggly-error').first().waitFor();
    await page.locator('.graphiql-query-editor .graphiql-editor').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-widget .monaco-list-row').filter({ hasText: 'bindingStudyPlace' }).waitFor();
  });

  it('does not shift its layout, and keeps to its policy', async () => {
    const { page } = await openFirst('/nowhere');
    await page.addInitScript(watchPage);
    await page.goto(new URL('/?lang=fi', page.url()).href);
    await page.locator('.run-query:enabled').click();
    await page.locator('svg.data-flow').waitFor();
    const below = await page.evaluate(
      `document.documentElement.scrollHeight - document.querySelector('footer').getBoundingClientRect().bottom - scrollY`,
    );
    expect(below).toBeLessThan(2);
    const shifts = z.array(z.number()).parse(await page.evaluate('shifts'));
    expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.01);
    expect(await page.evaluate('breaches')).toEqual([]);
  });

  it('is used by keyboard alone', async () => {
    const { page } = await openExplorer(open, ['en']);
    const pressUntil = async (selector: string): Promise<void> => {
      for (let presses = 0; presses < 60; presses += 1) {
        if ((await page.locator(`${selector}:focus`).count()) > 0) return;
        await page.keyboard.press('Tab');
      }
      expect.unreachable(`${selector} was not reached`);
    };
    await pressUntil('.choices > .field:nth-child(3) select');
    const credentials = page.waitForResponse('**/sandbox/credentials');
    await page.keyboard.type('Dev');
    await credentials;
    await pressUntil('.run-query');
    await page.keyboard.press('Enter');
    await page.locator('svg.data-flow').waitFor();
    expect(await page.getByRole('status').innerText()).toMatch(/^A developer asked/);
    await pressUntil('.picture-tools button:first-child');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await keepLook(page, 'explorer-large.png');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.locator('.outcome svg.data-flow').count()).toBe(1);
  });

  it('renews the credentials that have run out', async () => {
    // The clock is the whole window's: nobody else may have this one.
    const { page, run } = await openExplorer(openFirst, ['en']);
    const sent: string[] = [];
    page.on('request', (request) => {
      if (isQuery(request)) sent.push(request.headers().authorization ?? '');
    });
    await run();
    await page.clock.setFixedTime(Date.now() + 60 * 60_000);
    expect(await run()).not.toContain('401');
    expect(sent).toHaveLength(2);
    expect(sent[0]).toMatch(/^Bearer ey/);
    expect(sent[1]).toMatch(/^Bearer ey/);
    expect(sent[1]).not.toBe(sent[0]);
  });

  it('fits a narrow screen', async () => {
    const { page } = await openExplorer(open, ['fi'], { viewport: { width: 400, height: 800 } });
    await keepLook(page, 'explorer-narrow.png', 'page');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(400);
    expect(await page.getByRole('button', { name: texts.run.fi }).isVisible()).toBe(true);
  });
});
