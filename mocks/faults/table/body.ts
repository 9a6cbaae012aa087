import { counted, jsonRegistries, known, registryNames } from '../expectation.ts';
import { type FaultEntry, numberOf, ordinary } from '../fault-entry.ts';

const all = { ...ordinary, registries: registryNames } as const;
const json = { ...ordinary, registries: jsonRegistries } as const;
const invalid = counted('INVALID_ANSWER');
const eitherReason = {
  breaker: false,
  reasons: ['INVALID_ANSWER', 'RECORD_UNREADABLE'],
} as const;

/** Faults of a body that comes with status 200 and is not what was agreed, as a whole. */
export const bodyFaults = [
  { ...all, name: 'wrong-content-type', does: 'declares application/octet-stream', expected: invalid },
  { ...all, name: 'html-page', does: 'answers 200 with an HTML error page', expected: invalid },
  { ...all, name: 'empty-body', does: 'answers 200 with no body', expected: invalid },
  {
    ...all,
    name: 'endless-body',
    does: 'sends a body that does not end',
    parameters: { mebibytes: numberOf(1024, [1, 1024], 'after which it closes the connection after all') },
    expected: counted('INVALID_ANSWER', {
      note: 'cut at the size limit, or at the deadline if that comes first',
    }),
  },
  { ...all, name: 'gzip', does: 'compresses though asked not to', expected: invalid },
  {
    ...all,
    name: 'gzip-bomb',
    does: 'compresses spaces to a thousandth',
    parameters: { mebibytes: numberOf(64, [1, 1024], 'unpacked') },
    expected: counted('INVALID_ANSWER', { note: 'never unpacked' }),
  },
  { ...all, name: 'not-utf8', does: 'has Latin-1 in a text', expected: invalid },
  {
    ...all,
    name: 'cut-short',
    does: 'answers with half of the body as a whole HTTP message',
    expected: invalid,
  },
  {
    ...all,
    name: 'deep-nesting',
    does: 'answers with a list in a list, or an element in an element, thousands deep',
    parameters: { depth: numberOf(20_000, [100, 1_000_000], 'how deep') },
    expected: invalid,
    differs: { opintopolku: eitherReason, fees: eitherReason },
  },
  {
    ...json,
    name: 'malformed-json',
    does: 'closes one brace too many',
    expected: invalid,
  },
  {
    ...json,
    name: 'wrong-shape',
    does: 'answers with an object for a list, and with a list for an object',
    expected: invalid,
  },
  {
    ...json,
    name: 'proto-keys',
    does: 'has the keys __proto__ and constructor in every object',
    expected: known({ note: 'no prototype changes' }),
  },
  {
    ...json,
    name: 'huge-number',
    does: 'has numbers that do not fit, in place of its own and beside them',
    parameters: { digits: numberOf(400, [20, 100_000], 'of the number') },
    expected: known(),
    differs: {
      opintopolku: {
        states: ['SOURCE_UNAVAILABLE'],
        reasons: ['RECORD_UNREADABLE'],
        note: 'the start year is the one number that is read',
      },
    },
  },
] as const satisfies readonly FaultEntry[];
