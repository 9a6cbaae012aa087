import { counted, known, registryNames, uncounted } from '../expectation.ts';
import { choiceOf, type FaultEntry, numberOf, ordinary } from '../fault-entry.ts';

const all = { ...ordinary, registries: registryNames } as const;
const record = numberOf(0, [0, 100_000], 'which record, counted from 0');

/** Faults inside an answer that is otherwise good: its records, their fields, whose they are. */
export const recordFaults = [
  {
    ...all,
    name: 'partial-results',
    does: 'leaves out every second record',
    parameters: { from: choiceOf(['second', 'first'], 'which record is the first to be left out') },
    expected: known({ note: 'the person left out has the registry’s own "nothing", never a negative' }),
    differs: { fees: { states: ['KNOWN', 'KNOWN_NONE'], reasons: [null, 'NO_PAYMENT_RECORD'] } },
  },
  {
    ...all,
    name: 'bad-record',
    does: 'has a mandatory field of one record that cannot be read',
    parameters: { record },
    expected: uncounted('RECORD_UNREADABLE', {
      note: 'costs that record: with others beside it the fact is KNOWN and not complete',
    }),
    differs: {
      oppijanumero: {
        states: ['KNOWN'],
        note: 'costs the field alone: whoever that is, the rest of the person is known',
      },
      virta: { reasons: ['RECORD_UNREADABLE', 'INVALID_ANSWER'] },
      fees: {
        states: ['KNOWN', 'SOURCE_UNAVAILABLE'],
        reasons: [null, 'RECORD_UNREADABLE'],
        note: 'everybody’s rows of an option come: the record may be another person’s',
      },
    },
  },
  {
    ...all,
    name: 'unknown-code',
    does: 'has a code in one record that nobody knows',
    parameters: { record },
    expected: known({ note: 'the code is given as it came, its meaning as UNKNOWN' }),
    differs: { virta: { reasons: ['FIELD_UNREADABLE'] } },
  },
  {
    ...all,
    name: 'bit-flip',
    does: 'has one flipped bit in a text, seeded',
    expected: known({
      states: ['KNOWN', 'KNOWN_NONE', 'NOT_LINKED', 'SOURCE_UNAVAILABLE'],
      reasons: [null, 'INVALID_ANSWER', 'RECORD_UNREADABLE', 'FIELD_UNREADABLE'],
      note: 'no crash, and no value that the answer does not have; some flips nobody can see',
    }),
  },
  {
    ...all,
    name: 'wrong-person',
    does: 'answers about somebody else',
    registries: ['oppijanumero', 'opintopolku', 'virta', 'migri'],
    expected: counted('INVALID_ANSWER', {
      alarm: 'ANSWERED_ABOUT_OTHERS',
      note: 'given to nobody; whoever is missing beside it is not called unknown',
    }),
    differs: {
      oppijanumero: {
        breaker: false,
        note: 'given to nobody; half of its calls are good, as nobody here has other records',
      },
      virta: { note: 'only answers to lists say whose they are: ask about several kinds of record' },
    },
  },
  {
    ...all,
    name: 'clock-skew',
    does: 'has a clock that is wrong: the Date header and the times in the answer',
    parameters: { hours: numberOf(1, [-24, 24], 'how far ahead; behind when negative') },
    expected: known({ note: 'observedAt is by the gateway’s clock' }),
  },
] as const satisfies readonly FaultEntry[];
