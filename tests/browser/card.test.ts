import { describe, expect, it } from 'vitest';
import { languages } from '../../gateway/sandbox/language.ts';
import { keepLook, outputPath } from './browser.ts';
import { textsOutOfPlace } from './in-page.ts';
import { everyLook, testPages } from './page-tests.ts';

const { open, findingsOf } = testPages();

describe('the student card', () => {
  it.each(everyLook)('is shown in %s on a %s screen, without a complaint', async (language, scheme) => {
    const path = `/card?lang=${language}&person=P07&as=extension`;
    const { page, complaints } = await open(path, { colorScheme: scheme });
    await keepLook(page, `card-${language}-${scheme}.png`, 'page');
    expect(complaints).toEqual([]);
    expect(await page.getAttribute('html', 'lang')).toBe(language);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1280);
  });

  it.each(everyLook)('has nothing serious for axe in %s on a %s screen', async (language, scheme) => {
    expect(await findingsOf(`/card?lang=${language}&person=P11&as=extension`, scheme)).toEqual([]);
    expect(await findingsOf(`/card?lang=${language}&person=P01&as=student&consents=ONR`, scheme)).toEqual([]);
  });

  it.each(languages)('has texts in its timeline that lie apart in %s', async (language) => {
    for (const person of ['P00', 'P06', 'P07', 'P11', 'P12', 'P13']) {
      const { page } = await open(`/card?lang=${language}&person=${person}&as=extension`);
      expect(await page.locator('.picture svg').count()).toBe(1);
      expect([person, await page.evaluate(textsOutOfPlace)]).toEqual([person, []]);
    }
  });

  it.each(languages)('fits a narrow screen in %s', async (language) => {
    const viewport = { width: 390, height: 844 };
    const { page } = await open(`/card?lang=${language}&person=P06&as=student`, { viewport });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await keepLook(page, `card-${language}-narrow.png`, 'page');
  });

  it('draws a right to scale: from its first to its last day, and today where it is', async () => {
    const { page } = await open('/card?lang=en&person=P12&as=extension');
    const width = async (selector: string): Promise<number> =>
      (await page.locator(selector).first().boundingBox())?.width ?? 0;
    // Two years of the right, and the five months of its first autumn.
    const share = (await width('.picture path.fill-ground')) / (await width('.picture path.fill-accent'));
    expect(share).toBeCloseTo(153 / 730, 1);
  });

  it('gives a consent by keyboard, and shows what it opens', async () => {
    const { page } = await open('/card?lang=en&person=P13&as=student&consents=');
    expect(await page.locator('#rights [data-state=CONSENT_REQUIRED]').count()).toBe(2);
    await page.getByRole('link', { name: 'VIRTA: give consent' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/consents=VIRTA/);
    expect(await page.locator('#rights').innerText()).toContain('Discontinued');
    await page.locator('header a[hreflang=sv]').click();
    expect(await page.locator('#rights').innerText()).toContain('Avstått');
  });

  it('shows what nobody knows by a shape and an edge, not by a colour alone', async () => {
    const { page } = await open('/card?lang=en&person=P13&as=officer');
    const found = (name: string) => `document.querySelector('[data-finding=${name}]')`;
    const edge = (name: string) => page.evaluate(`getComputedStyle(${found(name)}).borderLeftStyle`);
    const shape = (name: string) => page.evaluate(`${found(name)}.querySelector('.sign').innerHTML`);
    const [no, unknown] = ['studyRightValidity', 'sourcesAgree'] as const;
    expect([await edge(no), await edge(unknown)]).toEqual(['solid', 'dashed']);
    expect(await shape(no)).not.toBe(await shape(unknown));
  });

  it('prints on two or three A4 sheets that stand', async () => {
    const { page } = await open('/card?lang=fi&person=P07&as=extension', { colorScheme: 'dark' });
    const path = outputPath('card-fi.pdf');
    const pdf = await page.pdf({ path, preferCSSPageSize: true, printBackground: true });
    const boxes = [...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
    const sheets = boxes.map(
      ([, width, height]) => `${Math.round(Number(width))}×${Math.round(Number(height))}`,
    );
    expect(new Set(sheets)).toEqual(new Set(['595×842']));
    expect(sheets.length).toBeLessThanOrEqual(3);
  });
});
