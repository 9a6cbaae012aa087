import { field, listOf } from './fields.ts';
import { demand, factViolations, type Violation } from './violation.ts';
import {
  idsOf,
  isAttainmentFrom,
  isDegreeFrom,
  isFeeDueFrom,
  isLocationFrom,
  isMobilityFrom,
  isPaymentFrom,
  isRegistrationFrom,
  isRightFrom,
} from './virta-provenance.ts';
import { type HeldByVirta, recordsIn } from './virta-records.ts';
import { childrenNamed, textsOf, type XmlNode } from './xml-tree.ts';

interface ListRules {
  /** Where the fact's list is, and the records that its items come from. */
  readonly list: string;
  readonly container: string;
  readonly record: string;
  readonly isFrom: (item: unknown, record: XmlNode) => boolean;
  /** The parts of a record that each may give an item; the record itself when left out. */
  readonly partsOf?: (record: XmlNode) => readonly unknown[];
  /** What tells records apart where ids do: each must be in a list that calls itself complete. */
  readonly isNeeded?: (record: XmlNode) => boolean;
}

const rights = { container: 'Opiskeluoikeudet', record: 'Opiskeluoikeus' };
const registrations = { container: 'LukukausiIlmoittautumiset', record: 'LukukausiIlmoittautuminen' };
const attainments = { container: 'Opintosuoritukset', record: 'Opintosuoritus' };
const stays = { container: 'Liikkuvuusjaksot', record: 'Liikkuvuusjakso' };
const always = (): boolean => true;
const feesIn = (record: XmlNode): readonly XmlNode[] => childrenNamed(record, 'LukuvuosiMaksu');

const factRules: Readonly<Record<string, readonly ListRules[]>> = {
  studyRights: [{ list: 'items', ...rights, isFrom: isRightFrom, isNeeded: always }],
  termRegistrations: [{ list: 'items', ...registrations, isFrom: isRegistrationFrom }],
  termFees: [
    { list: 'due', ...rights, isFrom: isFeeDueFrom, partsOf: feesIn },
    { list: 'paid', ...registrations, isFrom: isPaymentFrom, partsOf: feesIn },
  ],
  attainments: [{ list: 'items', ...attainments, isFrom: isAttainmentFrom, isNeeded: always }],
  degrees: [
    {
      ...{ list: 'items', ...attainments, isFrom: isDegreeFrom },
      partsOf: (record) => textsOf(record, 'Laji').filter((kind) => kind === '1'),
      isNeeded: (record) => textsOf(record, 'Laji').at(-1) === '1',
    },
  ],
  mobilityPeriods: [{ list: 'items', ...stays, isFrom: isMobilityFrom, isNeeded: always }],
  studyLocations: [
    {
      ...{ list: 'items', ...rights, isFrom: isLocationFrom },
      partsOf: (record) =>
        childrenNamed(record, 'Jakso').filter((period) => textsOf(period, 'Koulutuskunta').length > 0),
    },
  ],
};

/** The lists that a fact is read from. */
export function listsOf(name: string): readonly string[] {
  return name === 'studyProgress'
    ? [attainments.container]
    : (factRules[name] ?? []).map(({ container }) => container);
}

/** What of a VIRTA fact does not follow from what VIRTA holds for the person. */
export function* virtaViolations(name: string, fact: unknown, held: HeldByVirta): Generator<Violation> {
  const rules = factRules[name] ?? [];
  const lists = rules.map(({ list }) => list);
  const values = ['items', 'due', 'paid', 'complete', 'academicYears', 'byStudyRight'];
  const states = ['KNOWN', 'KNOWN_NONE', 'SOURCE_UNAVAILABLE'];
  yield* factViolations(fact, { registry: 'VIRTA', states, values, lists, unanswered: !held.isAnswer });
  for (const rule of rules) yield* listViolations(rule, fact, held);
  const isNone = field(fact, 'state') === 'KNOWN_NONE';
  yield* demand(!isNone || !held.mayMiss, 'HONEST_STATE', `${name}: none, of an answer with more in it`);
  const isComplete = field(fact, 'complete') === true;
  yield* demand(
    !isComplete || !held.mayMiss,
    'NOTHING_LOST_SILENTLY',
    `${name}: complete, with more in the answer`,
  );
  if (name === 'studyProgress') yield* progressViolations(fact, held);
}

function* listViolations(rule: ListRules, fact: unknown, { own, others }: HeldByVirta): Generator<Violation> {
  const { list, isFrom, partsOf = (record) => [record], isNeeded } = rule;
  const records = recordsIn(own, rule.container, rule.record);
  const items = listOf(field(fact, list));
  const isNone = field(fact, 'state') === 'KNOWN_NONE';
  const held = records.flatMap(partsOf).length;
  yield* demand(!isNone || held === 0, 'HONEST_STATE', `${list}: none, with ${held} there`);
  yield* demand(items.length <= held, 'NOTHING_LOST_SILENTLY', `${list}: ${items.length} items of ${held}`);
  if (field(fact, 'complete') === true && isNeeded !== undefined) {
    const ids = new Set(items.map((item) => field(item, 'id')));
    const missed = records.filter((record) => isNeeded(record) && idsOf(record).isDisjointFrom(ids));
    yield* demand(missed.length === 0, 'NOTHING_LOST_SILENTLY', `${list}: complete without ${missed.length}`);
  }
  for (const item of items) {
    if (records.some((record) => isFrom(item, record))) continue;
    const isOthers = recordsIn(others, rule.container, rule.record).some((record) => isFrom(item, record));
    yield {
      property: isOthers ? 'NOBODY_ELSES' : 'NOTHING_INVENTED',
      what: `${list}: ${JSON.stringify(item)}`,
    };
  }
}

/** Credits add up to no more than there are, and days and rights are those of attainments. */
function* progressViolations(fact: unknown, { own }: HeldByVirta): Generator<Violation> {
  const records = recordsIn(own, attainments.container, attainments.record);
  const isNone = field(fact, 'state') === 'KNOWN_NONE';
  yield* demand(!isNone || records.length === 0, 'HONEST_STATE', 'no progress, with attainments there');
  const most = records.reduce((sum, record) => sum + mostCreditsOf(record), 0);
  const years = listOf(field(fact, 'academicYears'));
  const total = years.reduce<number>(
    (sum, year) => sum + sizeOf(field(year, 'done')) + sizeOf(field(year, 'recognised')),
    0,
  );
  yield* demand(
    total <= most + 0.001 * (years.length + 1),
    'NOTHING_INVENTED',
    `${total} credits of ${most}`,
  );
  const days = new Set(
    records.flatMap((record) => textsOf(record, 'SuoritusPvm')).map((text) => text.slice(0, 10)),
  );
  for (const progress of listOf(field(fact, 'byStudyRight'))) {
    const ends = [field(progress, 'firstAttainmentOn'), field(progress, 'latestAttainmentOn')];
    yield* demand(
      ends.every((day) => days.has(String(day))),
      'NOTHING_INVENTED',
      `progress on ${ends.join()}`,
    );
  }
}

function mostCreditsOf(record: XmlNode): number {
  const texts = childrenNamed(record, 'Laajuus').flatMap((extent) => textsOf(extent, 'Opintopiste'));
  return Math.max(0, ...texts.map((text) => sizeOf(Number(text))));
}

function sizeOf(value: unknown): number {
  return typeof value === 'number' && !Number.isNaN(value) ? Math.abs(value) : 0;
}
