import { isOppijanumero } from '../../subgraphs/registry/identifiers.ts';
import { field, isCoded, isSame, listOf, nameOf } from './fields.ts';
import { parsedJson } from './json-tree.ts';
import { demand, factViolations, reasonViolations, type Violation } from './violation.ts';

const payments = { MAKSETTU: 'PAID', MAKSAMATTA: 'UNPAID', VAPAUTETTU: 'EXEMPTED' };
const accepted: readonly unknown[] = ['HYVAKSYTTY', 'VARASIJALTA_HYVAKSYTTY'];

/** A study place that was asked about. */
export interface AskedPlace {
  readonly id: string;
  readonly applicationOid: string;
  readonly optionOid: string;
  /** Null when the reply cannot be used at all. */
  readonly body: string | null;
}

interface Answered {
  readonly fact: unknown;
  readonly personOids: readonly string[];
  readonly places: readonly AskedPlace[];
}

/** What of a fact about fee payments does not follow from the bodies. */
export function* feeViolations({ fact, personOids, places }: Answered): Generator<Violation> {
  const lists = places.map(({ body }) => (body === null ? undefined : parsedJson(body)));
  const unanswered = !lists.some(Array.isArray);
  const states = ['KNOWN', 'KNOWN_NONE', 'CONFLICT', 'SOURCE_UNAVAILABLE'];
  // Places are listed whatever the register says of them: each has its own state.
  const rules = { registry: 'TUITION_FEE_REGISTER', states, values: [], lists: ['items'], unanswered };
  yield* factViolations(fact, rules);
  const items = listOf(field(fact, 'items'));
  yield* demand(items.length <= places.length, 'NOTHING_LOST_SILENTLY', 'more payments than places');
  const isNone = field(fact, 'state') === 'KNOWN_NONE';
  yield* demand(
    !isNone || items.every((item) => field(item, 'state') === 'KNOWN_NONE'),
    'HONEST_STATE',
    'none, with a place that has something',
  );
  for (const item of items) {
    const index = places.findIndex(({ id }) => id === field(item, 'admissionId'));
    const place = places[index];
    yield* demand(place !== undefined, 'NOTHING_INVENTED', 'a payment for no place');
    if (place !== undefined) yield* paymentViolations(item, { place, personOids, rows: lists[index] });
  }
}

interface Rows {
  readonly place: AskedPlace;
  readonly personOids: readonly string[];
  readonly rows: unknown;
}

function* paymentViolations(item: unknown, { place, personOids, rows }: Rows): Generator<Violation> {
  yield* reasonViolations(field(item, 'reason'));
  const isOwn = (row: unknown): boolean => personOids.some((oid) => oid === field(row, 'personOid'));
  const own = listOf(rows).filter(isOwn);
  const state = field(item, 'state');
  const isNameless = (owner: unknown): boolean => typeof owner !== 'string' || !isOppijanumero(owner);
  const isNothing =
    Array.isArray(rows) && own.length === 0 && !rows.some((row) => isNameless(field(row, 'personOid')));
  yield* demand(state !== 'KNOWN_NONE' || isNothing, 'HONEST_STATE', 'no payment, with a row there');
  const isWhole = own.every((row) => isRowOf(row, place));
  const isUnremarked = state === 'KNOWN' && field(item, 'reason') === null;
  yield* demand(
    !isUnremarked || isWhole,
    'NOTHING_LOST_SILENTLY',
    'known, with an unreadable row passed over',
  );
  const stated = new Set(own.map((row) => field(row, 'maksuntila')));
  yield* demand(!isUnremarked || stated.size === 1, 'HONEST_STATE', 'rows that disagree are no fact');
  const payment = field(item, 'payment');
  yield* demand(
    payment === null || ['KNOWN', 'CONFLICT'].includes(String(state)),
    'HONEST_STATE',
    `${state} ${payment}`,
  );
  if (payment === null && field(item, 'recordedAt') === null) return;
  const isFrom = (row: unknown): boolean =>
    isRowOf(row, place) &&
    isCoded(payment, field(row, 'maksuntila'), payments) &&
    isInstant(field(item, 'recordedAt'), field(row, 'luotu'));
  if (own.some(isFrom)) return;
  const isOthers = listOf(rows).some(isFrom);
  yield { property: isOthers ? 'NOBODY_ELSES' : 'NOTHING_INVENTED', what: JSON.stringify(item) };
}

function isRowOf(row: unknown, place: AskedPlace): boolean {
  const texts = ['maksuntila', 'muokkaaja', 'luotu'].every((key) => typeof field(row, key) === 'string');
  return texts && field(row, 'hakukohdeOid') === place.optionOid;
}

/** What of a fact about conditions does not follow from the body. */
export function* conditionViolations({ fact, places }: Answered): Generator<Violation> {
  const [{ body } = { body: null }] = places;
  const results = body === null ? undefined : parsedJson(body);
  const unanswered = !Array.isArray(results);
  const states = ['KNOWN', 'KNOWN_NONE', 'SOURCE_UNAVAILABLE'];
  const values = ['items', 'complete'];
  yield* factViolations(fact, { registry: 'OPINTOPOLKU', states, values, lists: ['items'], unanswered });
  const items = listOf(field(fact, 'items'));
  const entries = listOf(results).map((entry) => field(entry, 'valinnantulos'));
  const isOf = (entry: unknown, { applicationOid, optionOid }: AskedPlace): boolean =>
    field(entry, 'hakemusOid') === applicationOid &&
    field(entry, 'hakukohdeOid') === optionOid &&
    accepted.includes(field(entry, 'valinnantila'));
  const described = places.filter((place) => entries.some((entry) => isOf(entry, place)));
  const isNone = field(fact, 'state') === 'KNOWN_NONE';
  yield* demand(!isNone || described.length === 0, 'HONEST_STATE', 'no conditions, with a result there');
  const hasNameless = entries.some((entry) => typeof field(entry, 'hakemusOid') !== 'string');
  yield* demand(
    !isNone || !hasNameless,
    'HONEST_STATE',
    'no conditions, with a result of an unknown application',
  );
  yield* demand(items.length <= described.length, 'NOTHING_LOST_SILENTLY', 'more conditions than results');
  const complete = field(fact, 'complete') === true;
  yield* demand(
    !complete || items.length === described.length,
    'NOTHING_LOST_SILENTLY',
    'complete without all',
  );
  // What a queue that differs, or that could not be read, leaves open is null, and the fact says why.
  const isRemarked = field(fact, 'reason') !== null;
  for (const item of items) {
    const place = places.find(({ id }) => id === field(item, 'admissionId'));
    const isOwn =
      place !== undefined &&
      entries.some((entry) => isOf(entry, place) && isConditionFrom(item, entry, isRemarked));
    if (isOwn) continue;
    const isOthers = entries.some((entry) => isConditionFrom(item, entry, isRemarked));
    yield { property: isOthers ? 'NOBODY_ELSES' : 'NOTHING_INVENTED', what: JSON.stringify(item) };
  }
}

function isConditionFrom(item: unknown, entry: unknown, isRemarked: boolean): boolean {
  const isSaid = (key: string, said: unknown): boolean =>
    field(item, key) === said || (isRemarked && field(item, key) === null);
  const conditional = field(entry, 'ehdollisestiHyvaksyttavissa') ?? null;
  const words = nameOf({
    fi: field(entry, 'ehdollisenHyvaksymisenEhtoFI'),
    sv: field(entry, 'ehdollisenHyvaksymisenEhtoSV'),
    en: field(entry, 'ehdollisenHyvaksymisenEhtoEN'),
  });
  const condition = field(item, 'condition');
  return (
    isSaid('conditional', conditional) &&
    (condition === null || (conditional !== false && isSame(condition, words))) &&
    isSaid('published', field(entry, 'julkaistavissa') ?? null) &&
    isInstant(field(item, 'acceptanceDeadlineAt'), field(entry, 'vastaanottoDeadline'))
  );
}

/** The same instant, or none that can be told. */
function isInstant(instant: unknown, text: unknown): boolean {
  return instant === null || (typeof text === 'string' && Date.parse(text) === Date.parse(String(instant)));
}
