import { aboutAStranger, valueSpans, withByteChanged, withTimesMoved } from '../answer-text.ts';
import { withMembersReplaced, withoutEverySecond } from '../json-records.ts';
import { withCodeUnknown, withDateSpoiled, withoutEverySecondElement } from '../xml-records.ts';
import type { Effects, Work } from './effect.ts';
import { textOf } from './on-body.ts';

/** What no text of a registry's is. */
const unreadable = { unreadable: true };

/** Fields without which a record cannot be read, by registry; a name may be in one of its answers only. */
const mandatoryFields: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  oppijanumero: { turvakielto: unreadable, henkiloOid: unreadable },
  opintopolku: { hakukohdeOid: unreadable },
  fees: { maksuntila: unreadable, valinnantila: unreadable },
  migri: { submittedOn: unreadable, validFrom: unreadable },
};

/** Fields with codes of a list that may grow, by registry. */
const codeFields: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  oppijanumero: { kansalaisuusKoodi: '000' },
  opintopolku: { vastaanottoTila: 'UUSI_TILA' },
  fees: { maksuntila: 'UUSI_TILA', vastaanottotila: 'UUSI_TILA' },
  migri: { kind: 'NEW_KIND', ground: 'NEW_GROUND', state: 'NEW_STATE', type: 'NEW' },
};

/** What spoils single records, or what they say. */
export const recordEffects = {
  'partial-results': {
    at: 'good answer',
    change: (work) => {
      const from = work.strike.choice('from') === 'first' ? 'first' : 'second';
      const drop = work.registry === 'virta' ? withoutEverySecondElement : withoutEverySecond;
      return { ...work.answer, body: drop(textOf(work.answer), from) };
    },
  },
  'bad-record': {
    at: 'good answer',
    change: (work) => inOneRecord(work, mandatoryFields, withDateSpoiled),
  },
  'unknown-code': {
    at: 'good answer',
    change: (work) => inOneRecord(work, codeFields, withCodeUnknown),
  },
  'bit-flip': {
    at: 'good answer',
    change: ({ answer, strike: { random } }) => {
      const text = textOf(answer);
      const spans = valueSpans(text);
      if (spans.length === 0) return answer;
      const { from, to } = random.pick(spans);
      const bit = 1 << random.between(0, 7);
      return { ...answer, body: withByteChanged(text, random.between(from, to - 1), (byte) => byte ^ bit) };
    },
  },
  'wrong-person': {
    at: 'good answer',
    change: ({ answer }) => ({ ...answer, body: aboutAStranger(textOf(answer)) }),
  },
  'clock-skew': {
    at: 'good answer',
    change: ({ answer, strike }) => {
      const milliseconds = strike.number('hours') * 3_600_000;
      const date = new Date(Date.now() + milliseconds).toUTCString();
      return { ...answer, headers: { date }, body: withTimesMoved(textOf(answer), milliseconds) };
    },
  },
} as const satisfies Effects;

function inOneRecord(
  { answer, strike, registry }: Work,
  fields: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  inXml: (body: string, index: number) => string,
) {
  const index = Math.trunc(strike.number('record'));
  const text = textOf(answer);
  const body =
    registry === 'virta' ? inXml(text, index) : withMembersReplaced(text, index, fields[registry] ?? {});
  return { ...answer, body };
}
