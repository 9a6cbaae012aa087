import { counted, uncounted, xmlRegistries } from '../expectation.ts';
import { type FaultEntry, numberOf, ordinary } from '../fault-entry.ts';

const virta = { ...ordinary, registries: xmlRegistries } as const;
const invalid = counted('INVALID_ANSWER');

/** Faults of XML and SOAP: VIRTA's alone. */
export const xmlFaults = [
  { ...virta, name: 'malformed-xml', does: 'ends an element by another name', expected: invalid },
  { ...virta, name: 'doctype', does: 'has a DOCTYPE', expected: invalid },
  {
    ...virta,
    name: 'billion-laughs',
    does: 'declares entities that grow tenfold by each other',
    parameters: { levels: numberOf(9, [1, 20], 'of entities: ten to that power of texts') },
    expected: invalid,
  },
  {
    ...virta,
    name: 'external-entity',
    does: 'declares an entity that is a file of the reader’s',
    expected: counted('INVALID_ANSWER', { note: 'nothing is opened or fetched' }),
  },
  { ...virta, name: 'two-bodies', does: 'has two SOAP bodies', expected: invalid },
  {
    ...virta,
    name: 'soap-validation-error',
    does: 'answers with the fault "Validation error" and status 500',
    expected: uncounted('REJECTED_BY_SOURCE', { note: 'a list of several is halved, in at most 8 calls' }),
  },
  {
    ...virta,
    name: 'soap-access-denied',
    does: 'answers with the fault "Access denied" and status 500',
    expected: uncounted('AUTHENTICATION_FAILED', { note: 'an operator has to look at it' }),
  },
  {
    ...virta,
    name: 'soap-fault-200',
    does: 'answers with a fault and status 200',
    expected: counted('SOURCE_ERROR'),
  },
  {
    ...virta,
    name: 'plain-text-500',
    does: 'answers 500 in plain text',
    expected: counted('SOURCE_ERROR'),
  },
] as const satisfies readonly FaultEntry[];
