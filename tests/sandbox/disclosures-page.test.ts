import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LawfulSystem, startLawful } from '../lawful/lawful-system.ts';
import { personaOid } from '../officer-query.ts';
import { officialHeaders } from '../sandbox-access.ts';

const person = personaOid(9012);
let system: LawfulSystem;

beforeAll(async () => {
  system = await startLawful();
  const query = `{ student(oppijanumero: "${person}") { studyRights { state } attainments { state } } }`;
  await system.ask(query, {}, await officialHeaders('MIGRI_FIRST_PERMIT'));
});
afterAll(() => system.close());

async function page(query: string): Promise<string> {
  const response = await fetch(`${system.url}/disclosures?${query}`);
  expect(response.status).toBe(200);
  return response.text();
}

test('says that the chain is whole, and shows what was asked, given and not given', async () => {
  const text = await page('lang=en');
  expect(text).toContain('The chain is whole');
  expect(text).toContain('not given: Student.attainments');
  expect(text).toContain('VIRTA: studyRights KNOWN · DISCLOSED');
});

test('shows what the person sees, with the ground, and not which official asked', async () => {
  const text = await page(`lang=sv&person=${person}`);
  expect(text).toContain('Act 615/2020');
  expect(text).toContain('Första uppehållstillstånd för studier');
  expect(text).not.toContain('official-17');
});

test('takes nobody for a person whose number is none', async () => {
  const text = await page('lang=en&person=<script>');
  expect(text).not.toContain('script');
  expect(text).toContain('Choose a person');
});

test('names the first record that was changed', async () => {
  // Whoever reads what a person sees has the latest records moved into SQLite.
  await page(`lang=en&person=${person}`);
  const path = system.place.kind === 'sqlite' ? system.place.path : '';
  const database = new DatabaseSync(path);
  const triggers = database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all();
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`);
  database.exec(`UPDATE entries SET body = replace(body, 'official-17', 'official-71') WHERE seq = 3`);
  database.close();
  expect(await page('lang=en')).toMatch(/The chain is not whole\. The first fault is at record 3/);
});
