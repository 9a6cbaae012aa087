import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicKeyIn } from '../../gateway/disclosure/command/opened.ts';
import { runDisclosuresCommand } from '../../gateway/disclosure/command.ts';
import { checkReceipt } from '../../gateway/disclosure/receipts/check.ts';
import { openSource } from '../../gateway/disclosure/store/open-source.ts';
import type { LogSource } from '../../gateway/disclosure/store/store.ts';
import { officerQuery, personaOid } from '../officer-query.ts';
import { type Headers, officialHeaders, personHeaders } from '../sandbox-access.ts';
import { type LawfulSystem, startLawful } from './lawful-system.ts';

let system: LawfulSystem;
let source: LogSource;
/** The answer whose every byte is changed. */
let answer: Answer;

interface Answer {
  readonly data: unknown;
  readonly extensions: { readonly receipt: { readonly jws: string; readonly salt: string } };
}

const query = `query ($ids: [ID!]!) {
  first: students(oppijanumerot: $ids) { askedFor code student { oppijanumero rights: studyRights { state items { type } } identity { givenNames } admissions { state } } }
  student(oppijanumero: "1.2.246.562.24.00000009013") { studyRightValidity { determination value } }
}`;

beforeAll(async () => {
  system = await startLawful();
  await system.ask(officerQuery, { oppijanumero: personaOid(9001) });
  const variables = { ids: [personaOid(9000), 'nonsense', personaOid(9111)] };
  answer = await answerTo(query, variables, await officialHeaders('MIGRI_EXTENSION'));
  await system.ask(officerQuery, { oppijanumero: personaOid(9002) });
  source = await openSource(system.place);
});
afterAll(async () => {
  await source.close();
  await system.close();
});

async function answerTo(
  text: string,
  variables: Record<string, unknown>,
  headers?: Headers,
): Promise<Answer> {
  const { body } = await system.ask(text, variables, headers);
  expect(body.data).toBeDefined();
  return body;
}

interface Run {
  readonly code: number;
  readonly lines: readonly string[];
}

/** Runs the command as an operator does, on the log of the gateway that is running. */
async function disclosures(...words: readonly string[]): Promise<Run> {
  const lines: string[] = [];
  const { place, keysFolder } = system;
  const path = place.kind === 'sqlite' ? place.path : '';
  const code = await runDisclosuresCommand(words, {
    environment: { DISCLOSURE_LOG: `sqlite:${path}`, DISCLOSURE_KEYS: keysFolder },
    out: (line) => lines.push(line),
    note: (line) => lines.push(line),
  });
  return { code, lines };
}

const fileFor = (name: string): string => join(dirname(system.keysFolder), name);

function saved(name: string, content: unknown): string {
  const path = fileFor(name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

async function problemsOf(changed: unknown): Promise<readonly string[]> {
  return (await checkReceipt(changed, publicKeyIn(undefined, system.keysFolder), source)).problems;
}

const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The receipt with each character of a member made another, and the last one every other. */
function spellingsNear(member: 'jws' | 'salt') {
  const { receipt } = answer.extensions;
  const text = receipt[member];
  const spoilt = [
    ...Array.from(text, (_, index) => ({ where: `${member} ${index}`, text: changedAt(text, index) })),
    ...Array.from(base64url, (last) => ({
      where: `${member} ends with ${last}`,
      text: changedAt(text, text.length - 1, last),
    })),
  ];
  return spoilt
    .filter((one) => one.text !== text)
    .map((one) => ({ where: one.where, receipt: { ...receipt, [member]: one.text } }));
}

/** A text with one character made another. */
function changedAt(text: string, index: number, to = text[index] === 'x' ? 'y' : 'x'): string {
  return `${text.slice(0, index)}${to}${text.slice(index + 1)}`;
}

describe('an answer with its receipt', () => {
  it('agrees with the log of the gateway that gave it, while it runs', async () => {
    const { code, lines } = await disclosures('check-receipt', saved('answer.json', answer));
    expect(lines.at(-1)).toBe('OK');
    expect(code).toBe(0);
    expect(lines[0]).toContain('by migri, MIGRI_EXTENSION');
    expect(lines[1]).toMatch(/^7 facts, records/);
  });

  it.each<[string, () => Promise<Answer>]>([
    ['a permit officer', () => answerTo(officerQuery, { oppijanumero: personaOid(9006) })],
    [
      'the person, whose number is masked',
      async () =>
        answerTo(
          '{ me { askedFor student { oppijanumero studyRights { state } permits { state } } } }',
          {},
          await personHeaders('P11', ['VIRTA']),
        ),
    ],
    [
      'an authority that asks by code',
      async () =>
        answerTo(
          'query ($code: PersonalIdentityCode!) { studentByPersonalIdentityCode(personalIdentityCode: $code) { code student { oppijanumero permits { state } } } }',
          { code: ['020598', '902P'].join('-') },
          await officialHeaders('FEE_OBLIGATION_CHECK'),
        ),
    ],
    [
      'an authority that asks about nobody known',
      async () =>
        answerTo(
          'query ($id: Oppijanumero!) { student(oppijanumero: $id) { oppijanumero permits { state } } }',
          { id: personaOid(7777) },
          await officialHeaders('FEE_OBLIGATION_CHECK'),
        ),
    ],
  ])('agrees for %s', async (_name, ask) => {
    const { code, lines } = await disclosures('check-receipt', saved('other.json', await ask()));
    expect([code, lines.at(-1)]).toEqual([0, 'OK']);
  });

  it('does not agree when any byte of the data is another', async () => {
    const text = JSON.stringify(answer.data);
    const unfound: number[] = [];
    let changed = 0;
    for (let index = 0; index < text.length; index += 1) {
      const data = parsed(changedAt(text, index));
      if (data === undefined) continue;
      changed += 1;
      if ((await problemsOf({ ...answer, data })).length === 0) unfound.push(index);
    }
    expect(unfound).toEqual([]);
    expect(changed).toBeGreaterThan(400);
  });

  it('does not agree when any byte of the receipt is another, to the last bits', async () => {
    const spoilt = (['jws', 'salt'] as const).flatMap((member) => spellingsNear(member));
    const unfound: string[] = [];
    for (const { where, receipt } of spoilt)
      if ((await problemsOf({ ...answer, extensions: { receipt } })).length === 0) unfound.push(where);
    expect(spoilt.length).toBeGreaterThan(1000);
    expect(unfound).toEqual([]);
  });

  it('does not agree with an answer to somebody else, though both are genuine', async () => {
    const other = await answerTo(
      query,
      { ids: [personaOid(9000)] },
      await officialHeaders('MIGRI_EXTENSION'),
    );
    expect(await problemsOf({ data: other.data, extensions: answer.extensions })).not.toEqual([]);
    expect(await problemsOf({ data: answer.data, extensions: other.extensions })).not.toEqual([]);
  });
});

/** A dozen places in each line of an exported log. */
function placesIn(text: string): readonly { readonly seq: number; readonly at: number }[] {
  const lines = [...text.matchAll(/[^\n]+/g)];
  return lines.flatMap(({ 0: line, index }) => {
    const seq = Number(/"seq":(\d+)/.exec(line)?.[1] ?? 0);
    return Array.from({ length: 12 }, (_, nr) => ({
      seq,
      at: index + Math.floor(((nr + 0.5) * line.length) / 12),
    }));
  });
}

describe('a log in which one byte is another', () => {
  it('is found, wherever it is: by the receipt in its own records, by verification anywhere', async () => {
    const exported = fileFor('export.jsonl');
    expect((await disclosures('export', exported)).code).toBe(0);
    expect((await disclosures('verify', '--file', exported)).code).toBe(0);
    const text = readFileSync(exported, 'utf8');
    const path = saved('answer.json', answer);
    const [, range = ''] = (await disclosures('check-receipt', path, '--file', exported)).lines;
    const [first = 0, last = 0] = [...range.matchAll(/\d+/g)].slice(1).map(([digits]) => Number(digits));
    const unfound: string[] = [];
    for (const { seq, at } of placesIn(text)) {
      const spoilt = saved('spoilt.jsonl', changedAt(text, at));
      if ((await disclosures('verify', '--file', spoilt)).code === 0) unfound.push(`verify ${seq} ${at}`);
      if (seq < first || seq > last) continue;
      const checked = await disclosures('check-receipt', path, '--file', spoilt);
      if (checked.code === 0) unfound.push(`receipt ${seq} ${at}`);
    }
    expect(first).toBeGreaterThan(0);
    expect(unfound).toEqual([]);
  });
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
