import { describe, expect, it } from 'vitest';
import type { Place, Question } from '../../subgraphs/fees/admissions-input.ts';
import type { Valinnantulos } from '../../subgraphs/fees/contract.ts';
import { admissionConditionsFact } from '../../subgraphs/fees/mapping-conditions.ts';
import { readSelectionResults, type SelectionResults } from '../../subgraphs/fees/selection-results.ts';
import { type Answer, answered, failed } from '../../subgraphs/registry/answer.ts';

const now = '2026-06-01T09:00:00.000Z';
const place: Place = { id: 'p', applicationOid: '11.1', applicationOption: { oid: '20.1' } };
const other: Place = { id: 'o', applicationOid: '11.2', applicationOption: { oid: '20.1' } };
const question: Question = {
  lookup: { personOids: ['me'], resolution: 'RESOLVED', nonDisclosure: false },
  places: [place, other],
  placesMissing: false,
};
const bare: Valinnantulos = {
  hakukohdeOid: '20.1',
  valintatapajonoOid: '1',
  hakemusOid: '11.1',
  henkiloOid: 'me',
  valinnantila: 'HYVAKSYTTY',
  vastaanottotila: 'KESKEN',
  ilmoittautumistila: 'EI_TEHTY',
};
const texts = { ehdollisenHyvaksymisenEhtoFI: 'Todistus', ehdollisenHyvaksymisenEhtoSV: '' };

describe('a condition', () => {
  it.each([
    ['what VTS leaves out is not known', {}, { conditional: null, condition: null, published: null }],
    ['not conditional', { ehdollisestiHyvaksyttavissa: false }, { conditional: false, condition: null }],
    [
      'a text left over from a lifted condition',
      { ehdollisestiHyvaksyttavissa: false, ...texts },
      { condition: null },
    ],
    [
      'conditional, with a text',
      { ehdollisestiHyvaksyttavissa: true, ...texts },
      { conditional: true, condition: { fi: 'Todistus', sv: null, en: null } },
    ],
    [
      'conditional, in no words',
      { ehdollisestiHyvaksyttavissa: true },
      { conditional: true, condition: null },
    ],
    ['not published', { julkaistavissa: false }, { published: false }],
    [
      'a deadline',
      { vastaanottoDeadline: '2026-07-11T12:00:00Z' },
      { acceptanceDeadlineAt: '2026-07-11T12:00:00.000Z' },
    ],
  ])('%s', (_case, fields, expected) => {
    expect(fact([results([{ ...bare, ...fields }])])).toMatchObject({
      state: 'KNOWN',
      complete: true,
      items: [{ admissionId: 'p', ...expected }],
    });
  });

  it('names a deadline that is no time, and the fact is then not whole', () => {
    expect(fact([results([{ ...bare, vastaanottoDeadline: 'soon' }])])).toMatchObject({
      state: 'KNOWN',
      complete: false,
      reason: { code: 'RECORD_UNREADABLE', field: 'vastaanottoDeadline' },
      items: [{ acceptanceDeadlineAt: null }],
    });
  });

  const waiting = { ...bare, valinnantila: 'VARALLA', ehdollisestiHyvaksyttavissa: false };
  const elsewhere = { ...bare, hakukohdeOid: '20.2', ehdollisestiHyvaksyttavissa: false };
  const plain = { ...bare, ehdollisestiHyvaksyttavissa: false };
  const conditional = { ...bare, ehdollisestiHyvaksyttavissa: true, ...texts };
  const shown = { julkaistavissa: true };
  const taken = { ...shown, vastaanottotila: 'EHDOLLISESTI_VASTAANOTTANUT' };
  it.each([
    ['one accepted', [waiting, conditional, elsewhere], true, null],
    ['the accepted one is taken up', [plain, { ...conditional, ...taken }], true, null],
    [
      'a taken-up one beside a published one',
      [
        { ...plain, ...shown },
        { ...conditional, ...taken },
      ],
      true,
      null,
    ],
    [
      'only one is published',
      [
        { ...plain, julkaistavissa: false },
        { ...conditional, ...shown },
      ],
      true,
      null,
    ],
    ['both agree', [plain, plain], false, null],
    ['nothing tells', [plain, conditional], null, 'RECORDS_CONTRADICT'],
    [
      'both are taken up',
      [
        { ...plain, ...taken },
        { ...conditional, ...taken },
      ],
      null,
      'RECORDS_CONTRADICT',
    ],
    [
      'deadlines differ',
      [plain, { ...plain, vastaanottoDeadline: '2026-07-11T12:00:00Z' }],
      false,
      'RECORDS_CONTRADICT',
    ],
  ] as const)('of several queues: %s', (...[, queues, expected, code]) => {
    for (const [first, second] of [
      ['1', '2'],
      ['2', '1'],
      ['10', '9'],
    ]) {
      const named = queues.map((queue, n) => ({ ...queue, valintatapajonoOid: n === 0 ? first : second }));
      for (const values of [named, named.toReversed()]) {
        const found = fact([results(values)]);
        expect(found).toMatchObject({ state: 'KNOWN', complete: true, items: [{ conditional: expected }] });
        expect(found.reason?.code ?? null).toBe(code);
      }
    }
  });

  it('is not known when a result that may decide could not be read', () => {
    const { valinnantila: _lost, ...damaged } = conditional;
    expect(fact([results([plain, damaged])])).toMatchObject({
      complete: false,
      reason: { code: 'RECORD_UNREADABLE', field: 'valinnantulos.valinnantila' },
      items: [{ conditional: null }],
    });
    const { valinnantila: _other, ...aside } = elsewhere;
    expect(fact([results([plain, aside])])).toMatchObject({
      complete: true,
      items: [{ conditional: false }],
    });
  });
});

describe('the fact over all places', () => {
  const known = results([bare]);
  it.each<[string, readonly Answer<SelectionResults>[], string, string | null, boolean | null]>([
    ['both described', [known, results([{ ...bare, hakemusOid: '11.2' }])], 'KNOWN', null, true],
    ['one not described', [known, results([])], 'KNOWN', null, true],
    ['one failed', [known, failed('TIMEOUT')], 'KNOWN', 'TIMEOUT', false],
    ['one unreadable', [known, unreadable('11.2')], 'KNOWN', 'RECORD_UNREADABLE', false],
    ['none described', [results([]), results([])], 'KNOWN_NONE', 'NOT_REPORTED', null],
    [
      'rejected meanwhile',
      [results([{ ...bare, valinnantila: 'PERUUTETTU' }])],
      'KNOWN_NONE',
      'NOT_REPORTED',
      null,
    ],
    ['none readable', [unreadable('11.1')], 'SOURCE_UNAVAILABLE', 'RECORD_UNREADABLE', null],
    ['one that names no application', [results([{}])], 'SOURCE_UNAVAILABLE', 'RECORD_UNREADABLE', null],
    ['none described, one failed', [results([]), failed('TIMEOUT')], 'SOURCE_UNAVAILABLE', 'TIMEOUT', null],
    ['all failed', [failed('SOURCE_ERROR'), failed('TIMEOUT')], 'SOURCE_UNAVAILABLE', 'SOURCE_ERROR', null],
  ])('%s', (...[, answers, state, code, complete]) => {
    const found = fact(answers);
    expect({ ...found, reason: found.reason?.code ?? null }).toMatchObject({ state, reason: code, complete });
    expect(found.items === null).toBe(complete === null);
  });

  it('proves nothing when the person was asked about under one number only', () => {
    const lookup = { ...question.lookup, resolution: 'UNRESOLVED' } as const;
    const reason = { code: 'IDENTITY_UNRESOLVED' };
    expect(fact([results([bare])], { ...question, lookup })).toMatchObject({ state: 'AMBIGUOUS', reason });
    expect(fact([results([])], { ...question, lookup })).toMatchObject({ state: 'AMBIGUOUS', reason });
  });
});

it('keeps nothing of applications that were not asked about', () => {
  const read = readSelectionResults([{ valinnantulos: bare }], new Set(['11.2']));
  expect(read.byApplication.size).toBe(0);
});

function results(values: readonly object[]): Answer<SelectionResults> {
  const entries = values.map((valinnantulos) => ({ valinnantulos, tilaHistoria: [] }));
  return answered(readSelectionResults(entries, new Set(['11.1', '11.2'])), now);
}

function unreadable(hakemusOid: string): Answer<SelectionResults> {
  return results([{ hakemusOid }]);
}

function fact(answers: readonly Answer<SelectionResults>[], asked = question) {
  const places = [place, other];
  return admissionConditionsFact(
    asked,
    answers.flatMap((answer, n) => places.slice(n, n + 1).map((one) => ({ place: one, answer }))),
  );
}
