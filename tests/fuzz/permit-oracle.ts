import { isOppijanumero } from '../../subgraphs/registry/identifiers.ts';
import { field, isCoded, listOf } from './fields.ts';
import { parsedJson } from './json-tree.ts';
import { demand, factViolations, type Violation } from './violation.ts';

const same = (...words: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(words.map((word) => [word, word]));
const kinds = same('FIRST_PERMIT', 'EXTENSION', 'PERMANENT', 'WITHDRAWAL');
const caseStates = same('SUBMITTED', 'IN_PROCESS', 'WAITING_FOR_APPLICANT', 'DECIDED', 'LAPSED');
const decisions = same('GRANTED', 'REFUSED', 'WITHDRAWN');
const types = same('A', 'B', 'P', 'P_EU');
const grounds = [
  ...[
    'STUDY',
    'EMPLOYMENT',
    'FAMILY',
    'RESEARCH',
    'TEMPORARY_PROTECTION',
    'INTERNATIONAL_PROTECTION',
    'OTHER',
  ],
  'UNKNOWN',
];

interface Answered {
  readonly field: 'permitCases' | 'permits';
  readonly fact: unknown;
  readonly personOids: readonly string[];
  /** Null when the reply cannot be used at all. */
  readonly body: string | null;
}

/** What of a fact about permits or cases does not follow from the body. */
export function* permitViolations({ field: name, fact, personOids, body }: Answered): Generator<Violation> {
  const persons = body === null ? undefined : field(parsedJson(body), 'persons');
  const unanswered = !Array.isArray(persons);
  const own = listOf(persons).filter((person) =>
    personOids.some((oid) => oid === field(person, 'personOid')),
  );
  const list = name === 'permits' ? 'permits' : 'cases';
  const recordsOf = (person: unknown): readonly unknown[] => listOf(field(person, list));
  const records = own.flatMap(recordsOf);
  const values = ['items', 'complete', 'customerNumber', 'firstPermitGround'];
  const states = ['KNOWN', 'KNOWN_NONE', 'AMBIGUOUS', 'SOURCE_UNAVAILABLE'];
  yield* factViolations(withoutCustomer(fact), {
    registry: 'MIGRI',
    states,
    values,
    lists: ['items'],
    unanswered,
  });
  const items = listOf(field(fact, 'items'));
  const state = field(fact, 'state');
  const isWhole = own.every((person) => Array.isArray(field(person, list))) && !mayMiss(listOf(persons), own);
  const ids = new Set(items.map((item) => field(item, 'id')));
  const numbers = new Set(records.map(numberOf));
  const complete = field(fact, 'complete') === true;
  yield* demand(
    state !== 'KNOWN_NONE' || (isWhole && records.length === 0),
    'HONEST_STATE',
    'none, with records',
  );
  yield* demand(items.length <= numbers.size, 'NOTHING_LOST_SILENTLY', `${items.length} of ${numbers.size}`);
  yield* demand(
    !complete || (isWhole && numbers.isSubsetOf(ids)),
    'NOTHING_LOST_SILENTLY',
    'complete without all',
  );
  const customers = new Set(own.filter(isReadable).map((person) => field(person, 'customerNumber')));
  const isOne = customers.size <= 1 || state === 'AMBIGUOUS' || state === 'SOURCE_UNAVAILABLE';
  yield* demand(isOne, 'NOBODY_ELSES', `${customers.size} customers as one`);
  yield* customerViolations(fact, own);
  const isFrom = name === 'permits' ? isPermitFrom : isCaseFrom;
  for (const item of items) {
    if (records.some((record) => isFrom(item, record))) continue;
    const isOthers = listOf(persons)
      .flatMap(recordsOf)
      .some((record) => isFrom(item, record));
    yield { property: isOthers ? 'NOBODY_ELSES' : 'NOTHING_INVENTED', what: JSON.stringify(item) };
  }
}

/** The customer is known also when no permit is. */
function withoutCustomer(fact: unknown): unknown {
  return typeof fact === 'object' && fact !== null
    ? { ...fact, customerNumber: null, firstPermitGround: null }
    : fact;
}

function* customerViolations(fact: unknown, own: readonly unknown[]): Generator<Violation> {
  const number = field(fact, 'customerNumber') ?? null;
  const ground = field(fact, 'firstPermitGround') ?? null;
  const isOwn = own.some(
    (person) =>
      field(person, 'customerNumber') === number &&
      (ground === null || isGround(ground, field(person, 'firstPermitGround'))),
  );
  yield* demand((number === null && ground === null) || isOwn, 'NOTHING_INVENTED', 'a customer from nowhere');
}

function isReadable(person: unknown): boolean {
  const isText = (key: string): boolean => typeof field(person, key) === 'string';
  const hasLists = ['cases', 'permits'].every((key) => Array.isArray(field(person, key)));
  return (
    hasLists &&
    isText('customerNumber') &&
    (field(person, 'firstPermitGround') === undefined || isText('firstPermitGround'))
  );
}

/** A record that does not tell whose it is may be of a person that has none. */
function mayMiss(persons: readonly unknown[], own: readonly unknown[]): boolean {
  const isNameless = (owner: unknown): boolean => typeof owner !== 'string' || !isOppijanumero(owner);
  return own.length === 0 && persons.some((person) => isNameless(field(person, 'personOid')));
}

function numberOf(record: unknown): unknown {
  const number = field(record, 'caseNumber') ?? field(record, 'permitNumber');
  return typeof number === 'string' ? number : record;
}

function isGround(word: unknown, code: unknown): boolean {
  if (typeof code !== 'string' || typeof word !== 'string') return false;
  const written = code.toUpperCase().replaceAll('-', '_');
  return word === (grounds.includes(written) ? written : 'UNKNOWN');
}

function isCaseFrom(item: unknown, record: unknown): boolean {
  const decision = field(record, 'decision');
  return (
    field(item, 'id') === field(record, 'caseNumber') &&
    isCoded(field(item, 'kind'), field(record, 'kind'), kinds) &&
    isGround(field(item, 'ground'), field(record, 'ground')) &&
    isCoded(field(item, 'state'), field(record, 'state'), caseStates) &&
    field(item, 'submittedOn') === field(record, 'submittedOn') &&
    field(item, 'decidedOn') === (field(record, 'decidedOn') ?? null) &&
    (decision === undefined
      ? field(item, 'decision') === null
      : isCoded(field(item, 'decision'), decision, decisions))
  );
}

function isPermitFrom(item: unknown, record: unknown): boolean {
  return (
    field(item, 'id') === field(record, 'permitNumber') &&
    isCoded(field(item, 'type'), field(record, 'type'), types) &&
    isGround(field(item, 'ground'), field(record, 'ground')) &&
    field(item, 'validFrom') === field(record, 'validFrom') &&
    field(item, 'validUntil') === (field(record, 'validUntil') ?? null)
  );
}
