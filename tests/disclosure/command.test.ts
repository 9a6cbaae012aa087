import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDisclosuresCommand } from '../../gateway/disclosure/command.ts';
import { openDisclosureLog } from '../../gateway/disclosure/disclosure-log.ts';
import { ReceiptDraft } from '../../gateway/disclosure/receipts/issue.ts';
import { type Place, testableStores } from './places.ts';
import { intentOf, learner, outcomeOf, refusalOf } from './records.ts';

describe.each(await testableStores())('the disclosures command over $name', ({ place: newPlace }) => {
  let place: Place;
  let answer: string;
  const requestId = randomUUID();

  beforeAll(async () => {
    place = await newPlace();
    const log = await openDisclosureLog(place.options);
    const prepared = new ReceiptDraft();
    prepared.add({
      data: { student: { studyRights: { state: 'KNOWN', holder: 'Canaria' } } },
      people: [{ subject: learner(1), path: ['student'], facts: [['studyRights', 'studyRights']] }],
      places: null,
    });
    await log.append([intentOf([1], requestId)]);
    const commitments = Object.fromEntries(prepared.commitmentsOf(learner(1)));
    const positions = await log.append([outcomeOf(1, requestId, commitments)]);
    const terms = {
      requestId,
      clientId: 'migri',
      owner: 'Maahanmuuttovirasto',
      purpose: 'MIGRI_FIRST_PERMIT',
      caseReference: null,
      operationHash: 'abc',
      registries: ['VIRTA'],
      fields: [],
      at: '2026-11-24T10:00:00.000Z',
    };
    const receipt = prepared.issue(terms, { logId: log.logId, keys: place.options.keys, positions });
    const later = { at: '2026-11-25T10:00:00.000Z', clientId: 'other' };
    const another = randomUUID();
    await log.append([
      { ...intentOf([2], another), ...later },
      { ...outcomeOf(2, another), ...later },
    ]);
    await log.append([refusalOf(), intentOf([3])]);
    await log.close();
    answer = join(place.folder, 'answer.json');
    const data = { student: { studyRights: { state: 'KNOWN', holder: 'Canaria' } } };
    writeFileSync(answer, JSON.stringify({ data, extensions: { receipt } }));
  });
  afterAll(() => place.remove());

  async function run(...words: readonly string[]) {
    const { place: at } = place.options;
    const out: string[] = [];
    const notes: string[] = [];
    const code = await runDisclosuresCommand(words, {
      environment: {
        DISCLOSURE_LOG: at.kind === 'sqlite' ? `sqlite:${at.path}` : at.url,
        DISCLOSURE_KEYS: join(place.folder, 'keys'),
      },
      out: (line) => out.push(line),
      note: (line) => notes.push(line),
    });
    return { code, out, notes };
  }

  it('verifies a log, and says what is in it', async () => {
    expect(await run('verify')).toEqual({
      code: 0,
      out: [
        '7 records, 7 of them under a checkpoint',
        '1 starts, 3 requests, 2 disclosures, 1 refusals',
        '1 requests asked, not known to be delivered',
        'OK',
      ],
      notes: [],
    });
  });

  it('shows who was given what, by person, by client and by time', async () => {
    const seqs = async (...words: readonly string[]) =>
      (await run('show', '--json', ...words)).out.map((line): unknown => JSON.parse(line).seq);
    expect(await seqs()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(await seqs('--person', learner(1))).toEqual([2, 3]);
    expect(await seqs('--client', 'other')).toEqual([4, 5]);
    expect(await seqs('--client', 'migri', '--until', '2026-11-25')).toEqual([2, 3, 6, 7]);
    expect(await seqs('--client', 'other', '--since', '2026-11-25T10:00:00.001Z')).toEqual([]);
    expect((await run('show', '--person', learner(1))).out[1]).toContain('studyRights{items{type} state}');
  });

  it('exports a log that is verified, searched and checked against without the store', async () => {
    const file = join(place.folder, 'export.jsonl');
    expect((await run('export', file)).out).toEqual(['7 records written']);
    expect((await run('export', file)).code).toBe(1);
    expect((await run('verify', '--file', file)).out.at(-1)).toBe('OK');
    expect((await run('show', '--file', file, '--person', learner(2))).out).toHaveLength(2);
    expect((await run('check-receipt', answer, '--file', file)).out.at(-1)).toBe('OK');
    const tampered = join(place.folder, 'tampered.jsonl');
    writeFileSync(tampered, readFileSync(file, 'utf8').replace('"result":"DISCLOSED"', '"result":"FAILED"'));
    const { code, out } = await run('verify', '--file', tampered);
    expect([code, out.at(-1)]).toEqual([1, expect.stringMatching(/^ALTERED at 3: /)]);
    expect((await run('check-receipt', answer, '--file', tampered)).code).toBe(1);
  });

  it('checks a receipt, and finds an answer that was changed', async () => {
    expect(await run('check-receipt', answer)).toMatchObject({ code: 0, notes: [] });
    const other = join(place.folder, 'other.json');
    writeFileSync(other, readFileSync(answer, 'utf8').replace('KNOWN', 'KNOWN_NONE'));
    const { code, out } = await run('check-receipt', other);
    expect(code).toBe(1);
    expect(out.at(-1)).toBe('data: student.studyRights (studyRights) is not what the log committed to');
  });

  it('helps, and says what it does not understand', async () => {
    expect((await run('verify', '--help')).code).toBe(0);
    expect((await run('--help')).out.join()).toContain('check-receipt');
    expect((await run('everything')).code).toBe(1);
    expect(await run('show', '--since', 'yesterday')).toMatchObject({ code: 1, out: [] });
    expect((await run('verify', '--all')).code).toBe(1);
    expect(await run('verify', '--file', '/nowhere')).toMatchObject({
      code: 1,
      notes: ['--file: there is no such file'],
    });
  });

  it('leaves no value and no name in any file but the answer', () => {
    const files = readdirSync(place.folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(place.folder, name))
      .filter((path) => statSync(path).isFile() && !/(answer|other)\.json$/.test(path));
    expect(files.length).toBeGreaterThan(4);
    for (const path of files) {
      const bytes = readFileSync(path, 'latin1');
      for (const form of ['Canaria', Buffer.from('Canaria').toString('base64').slice(0, 8)]) {
        expect(bytes.includes(form), path).toBe(false);
      }
      if (!path.includes('keys'))
        expect(bytes).not.toMatch(/(?<![\w-])\d{6}[-+A-FU-Y]\d{3}[0-9A-Y](?![\w-])/);
    }
  });
});
