import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { wordsIn } from '../../gateway/data-flow/picture/words.ts';
import { refusalIn } from '../../gateway/sandbox/explorer/app/refusal-texts.ts';
import { texts } from '../../gateway/sandbox/explorer/app/texts.ts';
import { languages } from '../../gateway/sandbox/language.ts';
import { personaOid } from '../officer-query.ts';
import { keepLook, outputPath } from './browser.ts';
import { openExplorer } from './explorer-page.ts';
import { everyLook, testPages } from './page-tests.ts';

const { open } = testPages();
const firstCheck = '&operation=first-check&person=P13';
const everyRegistry = ['ONR', 'OPINTOPOLKU', 'VIRTA', 'MIGRI'];

describe('the explorer', { timeout: 120_000 }, () => {
  it.each(everyLook)('is used in %s on a %s screen, without a complaint', async (language, colorScheme) => {
    const explorer = await openExplorer(open, [language, firstCheck], { colorScheme });
    const { page, complaints } = explorer;
    await keepLook(page, `explorer-${language}-${colorScheme}-open.png`);
    await explorer.run();
    await page.locator('svg.data-flow').waitFor();
    await keepLook(page, `explorer-${language}-${colorScheme}.png`, 'page');
    expect(complaints).toEqual([]);
    expect(await page.getAttribute('html', 'lang')).toBe(language);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1280);
  });
});

describe.each(languages)('in %s, somebody new', { timeout: 120_000 }, (language) => {
  const words = wordsIn(language);

  it('runs the first check as a Migri officer, and sees which registries told what', async () => {
    const explorer = await openExplorer(open, [language, firstCheck]);
    const told = await explorer.run();
    const answer = JSON.parse(await explorer.answer());
    expect(answer.data.student.identity).toMatchObject({ state: 'KNOWN', familyName: 'Martin' });
    expect(answer.extensions.receipt.jws).toMatch(/^ey/);
    const picture = await explorer.picture();
    for (const registry of everyRegistry) {
      expect(told).toContain(words.registry(registry));
      expect(picture).toContain(words.registry(registry));
    }
    expect(picture).toContain('MIGRI_FIRST_PERMIT');
  });

  it('asks as a student, and is told what there is no consent for', async () => {
    const explorer = await openExplorer(open, [language, '&operation=own-view&person=P13']);
    const { page } = explorer;
    expect(await explorer.control('caller').inputValue()).toBe('student');
    const boxes = page.getByRole('group', { name: texts.consents[language] }).getByRole('checkbox');
    for (const box of await boxes.all()) await box.check();
    await fetchedAnew(page);
    expect(await explorer.run()).not.toContain(words.state('CONSENT_REQUIRED'));
    await page.getByRole('checkbox', { name: 'VIRTA' }).uncheck();
    await fetchedAnew(page);
    expect(await explorer.run()).toContain(words.state('CONSENT_REQUIRED'));
    expect(await explorer.picture()).not.toContain('OpiskelijanKaikkiTiedotLista');
    await keepLook(page, `explorer-student-${language}.png`, 'page');
  });

  it('asks as nobody known, and reads who refused and why', async () => {
    const explorer = await openExplorer(open, [language, firstCheck]);
    await explorer.askAs('unknown');
    const told = await explorer.run();
    expect(told).toContain(refusalIn('UNAUTHENTICATED', language));
    expect(told).toContain('401 UNAUTHENTICATED');
    expect(await explorer.page.locator('svg.data-flow').count()).toBe(0);
    await keepLook(explorer.page, `explorer-unknown-${language}.png`, 'page');
  });

  it('switches VIRTA off, sees the rest of the answer stand, and switches it on again', async () => {
    const explorer = await openExplorer(open, [language, '&operation=first-check&person=P01']);
    await explorer.turnVirta('down');
    const told = await explorer.run();
    expect(told).toContain(`VIRTA: ${words.outcome('UNREACHABLE')}`);
    const { student } = JSON.parse(await explorer.answer()).data;
    expect(student.identity.state).toBe('KNOWN');
    expect(student.studyRights.state).toBe('SOURCE_UNAVAILABLE');
    expect(await explorer.picture()).toContain(`▲ ${words.outcome('UNREACHABLE')}`);
    await keepLook(explorer.page, `explorer-virta-${language}.png`, 'page');
    await explorer.turnVirta('normal');
    expect(await explorer.run()).not.toContain(words.outcome('UNREACHABLE'));
    expect(JSON.parse(await explorer.answer()).data.student.studyRights.state).toBe('KNOWN');
  });

  it('changes the day that rules are computed for', async () => {
    const explorer = await openExplorer(open, [language, firstCheck]);
    await explorer.control('today').fill('2025-12-01');
    await explorer.run();
    const before = JSON.parse(await explorer.answer()).data.student.studyRightValidity;
    await explorer.control('today').fill('2026-11-24');
    await explorer.run();
    const after = JSON.parse(await explorer.answer()).data.student.studyRightValidity;
    expect([before.value, after.value]).toEqual([true, false]);
  });
});

it('says of a fact that the purpose does not give that it is not given, never that all was told', async () => {
  const { run, page } = await openExplorer(open, ['en', '&operation=extension&caller=fee-obligation']);
  const told = await run();
  expect(told).toMatch(/not permitted: [\w.]+, /);
  expect(told).not.toContain('Every fact');
  await page.goto(new URL('/?lang=en&operation=first-check&caller=student', page.url()).href);
  await page.locator('.run-query:enabled').click();
  await page
    .getByRole('status')
    .filter({ hasText: refusalIn('FORBIDDEN', 'en') })
    .waitFor();
  expect(await page.locator('svg.data-flow').count()).toBe(0);
});

it('waits with a query for the credentials of the caller that was chosen last', async () => {
  const { control, run } = await openExplorer(open, ['en', firstCheck]);
  await control('caller').selectOption('unknown');
  expect(await run()).toContain('401 UNAUTHENTICATED');
});

it('says of a case that cannot be one what it may be, and asks nothing for it', async () => {
  const { control, page } = await openExplorer(open, ['en', firstCheck]);
  await control('caseReference').fill('<case>');
  await page.getByRole('alert').filter({ hasText: 'must be 1–100 letters' }).waitFor();
  await page.locator('.run-query').click();
  expect(await page.getByRole('status').innerText()).toBe(texts.notRun.en);
});

/** A choice of consents takes a moment to become tokens. */
async function fetchedAnew(page: Page): Promise<void> {
  await page.waitForResponse('**/sandbox/credentials');
}

describe('a picture and its data', () => {
  it('are saved as files that hold what was asked and nothing of the person', async () => {
    const { page, run } = await openExplorer(open, ['fi', firstCheck]);
    await run();
    const saved = async (name: string): Promise<string> => {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name }).click(),
      ]);
      expect(file.suggestedFilename()).toMatch(/^opintolupa-data-flow-[\w-]+\.(?:svg|json)$/);
      return readFile(await file.path(), 'utf8');
    };
    const svg = await saved(texts.downloadSvg.fi);
    const json = await saved(texts.downloadJson.fi);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).toContain('OpiskelijanKaikkiTiedotLista');
    expect(JSON.parse(json)).toMatchObject({ version: 1, asked: { purpose: 'MIGRI_FIRST_PERMIT' } });
    for (const text of [svg, json]) expect(text).not.toMatch(/Martin|Chloe|1\.2\.246\.562\.24\./);
  });

  it('print on A4, on light ground whatever the screen', async () => {
    const { page, run } = await openExplorer(open, ['sv', firstCheck], { colorScheme: 'dark' });
    await run();
    const pdf = await page.pdf({
      path: outputPath('explorer-sv.pdf'),
      preferCSSPageSize: true,
      printBackground: true,
    });
    const boxes = [...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
    expect(boxes.length).toBe(2);
    for (const [, width, height] of boxes) {
      expect([width, height].map((side) => Math.round(Number(side)))).toEqual([842, 595]);
    }
  });
});

describe('an address', () => {
  it('of a flow is linked from the process, and opens its query', async () => {
    const { page } = await open('/process?lang=sv');
    await page.locator('details').first().locator('summary').click();
    await page.locator('details').first().getByRole('link').click();
    await page.locator('.run-query:enabled').waitFor();
    expect(await page.getByLabel(texts.operation.sv, { exact: true }).inputValue()).toBe('flow-2');
  });

  it('keeps the choice through a change of language, and holds no number and no token', async () => {
    const explorer = await openExplorer(open, ['en', firstCheck]);
    const { page } = explorer;
    await explorer.control('person').selectOption('P04');
    await page.getByRole('link', { name: 'Suomi' }).click();
    await page.locator('.run-query:enabled').waitFor();
    expect(await page.getByLabel(texts.person.fi, { exact: true }).inputValue()).toBe('P04');
    expect(new URL(page.url()).search).toBe('?lang=fi&operation=first-check&person=P04&caller=first-permit');
    expect(await page.locator('.variable-editor, [aria-label="Variables"]').first().innerText()).toContain(
      personaOid(9004),
    );
  });
});
