import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { languages } from '../../gateway/sandbox/language.ts';
import { processMap, views } from '../../gateway/sandbox/process/process-data.ts';
import { keepLook, outputPath } from './browser.ts';
import { nameOfFocus, textsOutOfBoxes, textsOutOfPlace } from './in-page.ts';
import { everyLook, schemes, testPages } from './page-tests.ts';

const { open, findingsOf } = testPages();

describe('the page of the process', () => {
  it.each(everyLook)('is shown in %s on a %s screen, without a complaint', async (language, scheme) => {
    const { page, complaints } = await open(`/process?lang=${language}`, { colorScheme: scheme });
    await keepLook(page, `process-${language}-${scheme}.png`, 'page');
    expect(complaints).toEqual([]);
    expect(await page.getAttribute('html', 'lang')).toBe(language);
    expect(await page.locator('header a[hreflang][aria-current]').getAttribute('hreflang')).toBe(language);
    const wide = await page.evaluate('document.documentElement.scrollWidth');
    expect(wide).toBeLessThanOrEqual(1280);
  });

  it.each(everyLook)('has nothing serious for axe in %s on a %s screen', async (language, scheme) => {
    expect(await findingsOf(`/process?lang=${language}`, scheme)).toEqual([]);
  });

  it('is reached by keyboard: the skip link first, the languages, each query', async () => {
    const { page } = await open('/process?lang=en');
    const reached: string[] = [];
    const details = processMap.flows.filter(({ operation }) => operation !== undefined).length;
    for (
      let presses = 0;
      presses < 60 && reached.filter((one) => one === 'SUMMARY').length < details;
      presses += 1
    ) {
      await page.keyboard.press('Tab');
      reached.push(z.string().parse(await page.evaluate(nameOfFocus)));
    }
    expect(reached.slice(0, 8)).toEqual([
      'A #content',
      ...['A /?lang=en', 'A /card?lang=en', 'A ?lang=en', 'A /disclosures?lang=en'],
      ...['A ?lang=fi', 'A ?lang=sv', 'A ?lang=en'],
    ]);
    expect(reached.filter((one) => one === 'SUMMARY')).toHaveLength(details);
    expect(await page.locator('details[open]').count()).toBe(0);
    await page.keyboard.press('Enter');
    expect(await page.locator('details[open]').count()).toBe(1);
    await keepLook(page, 'process-open.png');
  });

  it('takes the skip link to its content', async () => {
    const { page } = await open('/process?lang=sv');
    await page.keyboard.press('Tab');
    await keepLook(page, 'process-skip.png');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement?.id')).toBe('content');
  });

  it('prints on A4 sheets that lie, each picture on one', async () => {
    const { page } = await open('/process?lang=fi', { colorScheme: 'dark' });
    const pdf = await page.pdf({
      path: outputPath('process-fi.pdf'),
      preferCSSPageSize: true,
      printBackground: true,
    });
    const boxes = [...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
    const sizes = new Set(
      boxes.map(([, width, height]) => `${Math.round(Number(width))}×${Math.round(Number(height))}`),
    );
    expect([...sizes]).toEqual(['842×595']);
  });
});

describe('a picture that is a file of its own', () => {
  it.each(views.flatMap((view) => schemes.map((scheme) => [view, scheme] as const)))(
    '%s is drawn on a %s screen with its own style',
    async (view, scheme) => {
      const { page, complaints } = await open(`/process.svg?lang=fi&view=${view}`, {
        colorScheme: scheme,
      });
      expect(complaints).toEqual([]);
      const ground = await page.evaluate('getComputedStyle(document.querySelector("rect")).fill');
      expect(ground).toBe(scheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(20, 24, 31)');
      await keepLook(page, `process-${view}-${scheme}.png`);
    },
  );
});

describe('the texts of the pictures', () => {
  it.each(languages)('lie apart in %s, each in its box', async (language) => {
    const { page } = await open(`/process?lang=${language}`);
    expect(await page.evaluate(textsOutOfPlace)).toEqual([]);
    expect(await page.evaluate(textsOutOfBoxes)).toEqual([]);
  });
});
