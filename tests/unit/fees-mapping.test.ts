import { describe, expect, it } from 'vitest';
import type { AskedPlace, Question } from '../../subgraphs/fees/admissions-input.ts';
import { MAKSUNTILAT } from '../../subgraphs/fees/contract.ts';
import { type OptionRows, readOptionRows } from '../../subgraphs/fees/fee-rows.ts';
import { instantOf } from '../../subgraphs/fees/instants.ts';
import { feePaymentsFact } from '../../subgraphs/fees/mapping.ts';
import { type Answer, answered, failed } from '../../subgraphs/registry/answer.ts';

const early = '2026-06-01T09:00:00.000Z';
const late = '2026-06-01T09:00:05.000Z';
const option = '20.1';
const question: Question = {
  lookup: { personOids: ['me', 'formerly'], resolution: 'RESOLVED', nonDisclosure: false },
  places: [],
  placesMissing: false,
};
const paid = row('me', 'MAKSETTU');
const none: readonly unknown[] = [];
const down = failed('UNREACHABLE');

describe('a row', () => {
  it('is read by its state; a state that is new is unknown, not lost', () => {
    const states = [...MAKSUNTILAT, 'UUSI', 'constructor'];
    const found = states.map((state) => fact([rows([row('me', state)])]).items?.[0]?.payment);
    expect(found).toEqual(['PAID', 'UNPAID', 'EXEMPTED', 'UNKNOWN', 'UNKNOWN']);
  });

  it('of anybody else is dropped when the answer is read, and so is who recorded it', () => {
    const read = readOptionRows([paid, row('somebody else', 'MAKSETTU')], option, new Set(['me']));
    expect(read.rows).toEqual([{ personOid: 'me', maksuntila: 'MAKSETTU', luotu: paid.luotu }]);
    expect(JSON.stringify(read)).not.toMatch(/somebody else|official/);
  });

  it('with a state that others confirm is given with the newest time', () => {
    const answer = rows([paid, row('formerly', 'MAKSETTU', '2026-05-09T10:00:00Z')]);
    expect(fact([answer]).items).toMatchObject([{ state: 'KNOWN', recordedAt: '2026-05-09T10:00:00.000Z' }]);
  });

  it('that another one of the same person contradicts is a conflict, the newest shown', () => {
    const newer = row('formerly', 'MAKSAMATTA', '2026-05-09T10:00:00Z');
    for (const values of [
      [paid, newer],
      [newer, paid],
    ]) {
      expect(fact([rows(values)])).toMatchObject({
        state: 'CONFLICT',
        reason: { code: 'RECORDS_CONTRADICT' },
        items: [{ state: 'CONFLICT', payment: 'UNPAID' }],
      });
    }
  });

  it.each([
    ['the person’s own', { personOid: 'formerly' }, 'SOURCE_UNAVAILABLE', 'RECORD_UNREADABLE'],
    ['nobody’s by name', {}, 'SOURCE_UNAVAILABLE', 'RECORD_UNREADABLE'],
    ['of another option', { ...paid, hakukohdeOid: '20.2' }, 'SOURCE_UNAVAILABLE', 'RECORD_UNREADABLE'],
    ['somebody else’s', { personOid: '1.2.246.562.24.00000000009' }, 'KNOWN_NONE', 'NO_PAYMENT_RECORD'],
  ])('that cannot be read is never "no record": %s', (...[, value, state, code]) => {
    expect(fact([rows([value])])).toMatchObject({
      state,
      items: [{ state, reason: { code }, payment: null }],
    });
  });
});

describe('the fact over all places', () => {
  it.each<[string, readonly Answer<OptionRows>[], string, string | null]>([
    ['recorded', [rows([paid])], 'KNOWN', null],
    ['recorded, not recorded', [rows([paid]), rows(none)], 'KNOWN', null],
    ['recorded, failed', [rows([paid]), down], 'KNOWN', 'UNREACHABLE'],
    ['not recorded', [rows(none), rows(none)], 'KNOWN_NONE', 'NO_PAYMENT_RECORD'],
    ['not recorded, failed', [rows(none), down], 'SOURCE_UNAVAILABLE', 'UNREACHABLE'],
    ['failed, not recorded', [down, rows(none)], 'SOURCE_UNAVAILABLE', 'UNREACHABLE'],
    ['failed', [down, failed('TIMEOUT')], 'SOURCE_UNAVAILABLE', 'UNREACHABLE'],
  ])('%s', (...[, answers, state, code]) => {
    const { reason, ...found } = fact(answers);
    expect(found.state).toBe(state);
    expect(reason?.code ?? null).toBe(code);
  });

  it('is never "none" when a study place is missing', () => {
    const missing = { ...question, placesMissing: true };
    expect(fact([rows(none)], missing)).toMatchObject({
      state: 'SOURCE_UNAVAILABLE',
      reason: { code: 'RECORD_UNREADABLE' },
    });
    expect(fact([rows([paid])], missing)).toMatchObject({
      state: 'KNOWN',
      reason: { code: 'RECORD_UNREADABLE' },
    });
  });

  it('is as old as its oldest part, and nothing was read when every part failed', () => {
    expect(fact([rows([paid], late), rows(none, early)]).source.observedAt).toBe(early);
    expect(fact([down])).toMatchObject({ source: { observedAt: null, servedFrom: 'NOTHING' }, items: null });
  });

  it('tells a stale place from a live one: the live one stands, and the whole is from the cache', () => {
    const kept = { insteadOf: { code: 'TIMEOUT', retryAt: null } } as const;
    const stale = (values: readonly unknown[]) => ({ ...rows(values), kept });
    const reason = { code: 'TIMEOUT' };
    const source = { observedAt: early, servedFrom: 'CACHE' };
    expect(fact([rows([paid], late), stale([paid])])).toMatchObject({
      state: 'KNOWN',
      reason,
      source,
      items: [{ state: 'KNOWN' }, { state: 'STALE', reason, payment: 'PAID' }],
    });
    expect(fact([rows(none, late), stale(none)])).toMatchObject({
      state: 'STALE',
      reason,
      source,
      items: [{ state: 'KNOWN_NONE' }, { state: 'STALE', payment: null }],
    });
  });

  it('keeps when to ask again', () => {
    expect(fact([failed('RATE_LIMITED', late)])).toMatchObject({ reason: { retryAt: late } });
  });
});

describe('a time of the register', () => {
  it.each([
    ['2026-06-11T07:42:05Z', '2026-06-11T07:42:05.000Z'],
    ['2026-06-11T10:42:05.123456+03:00', '2026-06-11T07:42:05.123Z'],
    ['2026-06-11T07:42Z', '2026-06-11T07:42:00.000Z'],
    ['2026-06-11T07:42:05', null],
    ['2026-13-11T07:42:05Z', null],
    ['11.6.2026', null],
    [undefined, null],
  ])('%s is %s', (text, instant) => {
    expect(instantOf(text)).toBe(instant);
  });
});

function row(personOid: string, maksuntila: string, luotu = '2026-05-01T10:00:00Z') {
  return { personOid, hakukohdeOid: option, maksuntila, muokkaaja: 'official', luotu };
}

function rows(values: readonly unknown[], observedAt = early): Answer<OptionRows> {
  return answered(readOptionRows(values, option, new Set(question.lookup.personOids)), observedAt);
}

function fact(answers: readonly Answer<OptionRows>[], asked = question) {
  return feePaymentsFact(
    asked,
    answers.map((answer, n): AskedPlace<OptionRows> => {
      const place = { id: `${n}`, applicationOid: '11.1', applicationOption: { oid: option } };
      return { place, answer };
    }),
  );
}
