import { describe, expect, it } from 'vitest';
import { officerQuery, personaOid } from '../officer-query.ts';
import { officialHeaders } from '../sandbox-access.ts';
import { keepLook } from './browser.ts';
import { everyLook, testPages } from './page-tests.ts';

const { system, open, findingsOf } = testPages();
const person = personaOid(9013);

/** An official asks about a person, so that there is something to see. */
async function ask(): Promise<void> {
  const headers = await officialHeaders('MIGRI_FIRST_PERMIT');
  await system().ask(officerQuery, { oppijanumero: person }, headers);
}

describe('the page of the disclosure log', () => {
  it.each(everyLook)('is shown in %s on a %s screen, without a complaint', async (language, scheme) => {
    await ask();
    const path = `/disclosures?lang=${language}&person=${person}`;
    const { page, complaints } = await open(path, { colorScheme: scheme });
    await keepLook(page, `disclosures-${language}-${scheme}.png`, 'page');
    expect(complaints).toEqual([]);
    expect(await page.getAttribute('html', 'lang')).toBe(language);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1280);
  });

  it.each(everyLook)('has nothing serious for axe in %s on a %s screen', async (language, scheme) => {
    await ask();
    expect(await findingsOf(`/disclosures?lang=${language}&person=${person}`, scheme)).toEqual([]);
  });

  it('shows a person who has looked, by keyboard alone', async () => {
    await ask();
    const { page } = await open('/disclosures?lang=en');
    await page.locator('.people a').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/person=/);
    expect(await page.locator('.people a[aria-current]').count()).toBe(1);
    const row = page.locator('#looked tbody tr').first();
    expect(await row.innerText()).toContain('First residence permit for studies');
    // Whoever changes the language stays with the person.
    await page.locator('header a[hreflang=fi]').click();
    expect(await page.locator('#looked tbody tr').first().innerText()).toContain('oleskelulupa');
  });
});
