import { describe, expect, it } from 'vitest';
import { readChoice } from '../../gateway/sandbox/card/card-request.ts';
import { cardPage } from '../../gateway/sandbox/card/page.ts';

const hostile = '<img src=x onerror="alert(1)">&';
const words = { fi: hostile, sv: hostile, en: hostile };
const source = {
  registry: hostile,
  observedAt: '2026-11-24T10:00:00Z',
  recordedAt: null,
  servedFrom: 'CACHE',
};
const known = { state: 'KNOWN', reason: { code: hostile, whoCanFix: hostile }, source };

describe('what registries say', () => {
  it('stands in the page as text, whatever it is', () => {
    const read = readChoice({});
    if (!read.ok) throw new Error('the choice without a query is one');
    const right = {
      ...{ id: hostile, institution: { code: hostile, name: words }, typeLabel: words, programmeName: words },
      ...{ startsOn: '2026-08-01', endsOn: null },
      states: [{ state: hostile, stateLabel: words, startsOn: '2026-08-01', endsOn: null }],
    };
    const student = {
      oppijanumero: hostile,
      studyRights: { ...known, items: [right] },
      permits: { ...known, state: hostile, items: [] },
    };
    const html = cardPage({
      choice: read.choice,
      asked: { ok: true, answer: { student, denied: new Map(), receipt: hostile } },
      reader: { language: 'en', now: new Date('2026-11-24T10:00:07Z') },
      today: '2026-11-24',
    });
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;');
    expect(html).toContain('from cache, read');
    expect(html).toContain('7 sec ago');
  });
});
