import { describe, expect, it } from 'vitest';
import { runDataFlowCommand } from '../../gateway/data-flow/command.ts';
import type { DataFlow } from '../../gateway/data-flow/data-flow.ts';
import { drawingOf } from './drawing.ts';

const dataFlow: DataFlow = {
  version: 1,
  requestId: 'r',
  totalMs: 10,
  asked: {
    clientId: 'migri',
    owner: 'Finnish Immigration Service (sandbox)',
    credential: 'TOKEN',
    purpose: 'MIGRI_FIRST_PERMIT',
    legalBasis: 'GDPR 6(1)(c)',
    caseReference: null,
    policyVersion: '2026-11-24',
    consents: null,
  },
  rounds: 0,
  fetches: [],
  calls: [],
  facts: [],
  denied: [],
  withheld: [],
  criticalPath: [],
};

async function run(words: readonly string[], input: string) {
  const said = { out: '', note: '' };
  const code = await runDataFlowCommand(words, {
    read: async () => input,
    out: (text) => {
      said.out += text;
    },
    note: (text) => {
      said.note += text;
    },
  });
  return { ...said, code };
}

describe('npm run data-flow', () => {
  const answer = JSON.stringify({ data: {}, extensions: { dataFlow } });

  it.each(['fi', 'sv', 'en'])('draws an answer in %s', async (lang) => {
    const { code, out } = await run(['--lang', lang], answer);
    expect([code, drawingOf(out).root.lang]).toEqual([0, lang]);
  });

  it.each([
    ['an unknown option', ['--colour'], answer],
    ['a language that it has not', ['--lang', 'de'], answer],
    ['an answer without a data flow', [], '{"data":{}}'],
    ['a data flow of another form', [], answer.replace('"version":1', '"version":2')],
    ['what is no JSON', [], 'Hello'],
  ])('refuses %s and says how it is used', async (_what, words, input) => {
    const { code, out, note } = await run(words, input);
    expect([code, out]).toEqual([1, '']);
    expect(note).toContain('npm run -s data-flow');
  });

  it('tells how it is used', async () => {
    expect(await run(['--help'], '')).toMatchObject({ code: 0, out: expect.stringContaining('--lang') });
  });
});
