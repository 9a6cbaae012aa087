import { countryNameOf } from '../../subgraphs/oppijanumero/citizenships.ts';
import { isDay, isOppijanumero } from '../../subgraphs/registry/identifiers.ts';
import { field, isSame, listOf } from './fields.ts';
import { parsedJson } from './json-tree.ts';
import { demand, factViolations, type Violation } from './violation.ts';

/** The registry's bodies about some persons; null for a reply that cannot be used at all. */
export interface OnrBodies {
  readonly masters: string | null;
  readonly links: string | null;
}

interface Answered {
  /** A `StudentMatch` with its student. */
  readonly match: unknown;
  readonly asked: string;
  readonly bodies: OnrBodies;
}

/** What of an answer about one learner number does not follow from the bodies. */
export function* studentViolations({ match, asked, bodies }: Answered): Generator<Violation> {
  const masters = bodies.masters === null ? undefined : parsedJson(bodies.masters);
  const isMap = typeof masters === 'object' && masters !== null && !Array.isArray(masters);
  const record = isMap ? field(masters, asked) : undefined;
  const student = field(match, 'student');
  const identity = field(student, 'identity');
  const values = [
    'givenNames',
    'familyName',
    'birthDate',
    'citizenships',
    'identificationMethod',
    'mergedRecords',
  ];
  const states = ['KNOWN', 'NOT_LINKED', 'SOURCE_UNAVAILABLE'];
  yield* factViolations(identity, { registry: 'ONR', states, values, lists: [], unanswered: !isMap });
  const state = field(identity, 'state');
  const isAbsent = isMap && record === undefined;
  yield* demand(state !== 'NOT_LINKED' || isAbsent, 'HONEST_STATE', 'not linked, with a record there');
  const code = field(match, 'code');
  yield* demand(code !== 'NOT_LINKED' || isAbsent, 'HONEST_STATE', 'no match, with a record there');
  yield* demand(
    !['FOUND', 'NOT_IDENTIFIED', 'AMBIGUOUS'].includes(String(code)) || state === 'KNOWN',
    'HONEST_STATE',
    `${code} without an identity`,
  );
  yield* demand(
    state !== 'KNOWN' || isJoined(asked, record, bodies.links),
    'NOBODY_ELSES',
    'a record that no link joins to the number',
  );
  if (state === 'KNOWN' && !isIdentityFrom(identity, record)) {
    const others = isMap ? Object.values(masters) : [];
    const isOthers = others.some((other) => isIdentityFrom(identity, other));
    yield { property: isOthers ? 'NOBODY_ELSES' : 'NOTHING_INVENTED', what: JSON.stringify(identity) };
  }
  yield* protectionViolations(student, record);
  yield* municipalityViolations(field(student, 'homeMunicipality'), { record, isMap });
  yield* lookupViolations(student, {
    record: state === 'KNOWN' ? record : undefined,
    asked,
    links: bodies.links,
  });
}

/** Only a record that says so lifts the protection. */
function* protectionViolations(student: unknown, record: unknown): Generator<Violation> {
  const isOpen = field(record, 'turvakielto') === false;
  for (const [part, flag] of [
    ['identity', 'treatedAsProtected'],
    ['lookup', 'nonDisclosure'],
  ] as const) {
    const lifted = field(student, part, flag) !== true;
    yield* demand(!lifted || isOpen, 'HONEST_STATE', `${part} lifts a protection that is or may be there`);
  }
  const said = field(student, 'identity', 'nonDisclosure');
  yield* demand(said === null || said === field(record, 'turvakielto'), 'NOTHING_INVENTED', 'a protection');
}

interface Of {
  readonly record: unknown;
  readonly isMap: boolean;
}

function* municipalityViolations(fact: unknown, { record, isMap }: Of): Generator<Violation> {
  const states = ['KNOWN', 'KNOWN_NONE', 'NOT_LINKED', 'WITHHELD', 'SOURCE_UNAVAILABLE'];
  yield* factViolations(fact, { registry: 'ONR', states, values: ['code'], lists: [], unanswered: false });
  const code = field(fact, 'code');
  const state = field(fact, 'state');
  yield* demand(isMap || state === 'WITHHELD', 'HONEST_STATE', `${state} of an answer that cannot be read`);
  yield* demand(
    code === null ||
      (field(record, 'turvakielto') === false && code === textIn(field(record, 'kotikunta') ?? null)),
    'NOTHING_INVENTED',
    'a municipality that the record does not give',
  );
  const none = textIn(field(record, 'kotikunta') ?? null) === null;
  yield* demand(state !== 'KNOWN_NONE' || none, 'HONEST_STATE', 'no municipality, with one there');
}

/** What the identity shows of each field of the record: what it says, or nothing and that something is lost. */
function isIdentityFrom(identity: unknown, record: unknown): boolean {
  const of = (key: string): unknown => field(record, key) ?? null;
  const isWhole = field(identity, 'complete') === true;
  const isShown = (name: string, said: unknown): boolean => {
    const value = field(identity, name);
    return said === unreadable ? value === null && !isWhole : isSame(value, said);
  };
  const birthDate = textIn(of('syntymaaika'));
  const isDate = typeof birthDate === 'string' && isDay(birthDate);
  const hetu = textIn(of('hetu'));
  return (
    isOid(of('oidHenkilo')) &&
    isShown('givenNames', textIn(of('etunimet'))) &&
    isShown('familyName', textIn(of('sukunimi'))) &&
    isShown('birthDate', isDate || birthDate === null ? birthDate : unreadable) &&
    (field(identity, 'minor') === null) === (field(identity, 'birthDate') === null) &&
    isShown('citizenships', citizenshipsIn(of('kansalaisuus'))) &&
    isShown('hasPersonalIdentityCode', hetu === unreadable ? unreadable : hetu !== null) &&
    isShown('nonDisclosure', typeof of('turvakielto') === 'boolean' ? of('turvakielto') : unreadable) &&
    isMethodOf(field(identity, 'identificationMethod'), record)
  );
}

const unreadable = Symbol('not understood');

function textIn(value: unknown): string | null | typeof unreadable {
  if (value === null) return null;
  if (typeof value !== 'string') return unreadable;
  return value.replaceAll(/[\s\p{Cc}\p{Cf}]/gu, '') === '' ? null : value.trim();
}

function citizenshipsIn(value: unknown): unknown {
  if (value === null) return [];
  if (!Array.isArray(value)) return unreadable;
  const codes = value.map((entry) => textIn(field(entry, 'kansalaisuusKoodi') ?? null));
  if (!codes.every((code) => typeof code === 'string' && /^\d{3}$/.test(code))) return unreadable;
  const known = codes.map(String);
  return [...new Set(known)].toSorted().map((code) => ({ code, name: countryNameOf(code) }));
}

/** Whether the record is the asked number's own, or a link says that it is its master's. */
function isJoined(asked: string, record: unknown, links: string | null): boolean {
  const master = field(record, 'oidHenkilo');
  if (master === asked) return true;
  const parsed = links === null ? undefined : parsedJson(links);
  return listOf(parsed).some(
    (link) => field(link, 'henkiloOid') === asked && field(link, 'masterOid') === master,
  );
}

function isMethodOf(method: unknown, record: unknown): boolean {
  if (method === null) return true;
  if (method === 'NONE') return field(record, 'oppijanumero') === null;
  const flags = {
    POPULATION_INFORMATION_SYSTEM: 'yksiloityVTJ',
    EIDAS: 'yksiloityEidas',
    MANUAL: 'yksiloity',
  };
  return field(record, String(field(flags, String(method)))) === true;
}

interface Known {
  readonly record: unknown;
  readonly asked: string;
  readonly links: string | null;
}

/** Which numbers are a person's decides whose records other registries are asked for. */
function* lookupViolations(student: unknown, { record, asked, links }: Known): Generator<Violation> {
  const oids = listOf(field(student, 'lookup', 'personOids'));
  const master = field(record, 'oidHenkilo') ?? asked;
  const parsed = links === null ? undefined : parsedJson(links);
  const named = listOf(parsed).map((link) => ({
    of: field(link, 'masterOid'),
    oid: field(link, 'henkiloOid'),
  }));
  const linked = named.filter(({ of }) => of === master).map(({ oid }) => oid);
  yield* demand(
    oids[0] === master,
    'NOTHING_INVENTED',
    `${JSON.stringify(oids[0])} instead of ${JSON.stringify(master)}`,
  );
  const own = [master, asked, ...linked];
  yield* demand(
    oids.every((oid) => own.includes(oid)),
    'NOBODY_ELSES',
    `asked under ${JSON.stringify(oids)} instead of ${JSON.stringify(own)}`,
  );
  const isResolved = field(student, 'lookup', 'resolution') === 'RESOLVED';
  const isNamed = ({ of, oid }: { readonly of: unknown; readonly oid: unknown }): boolean =>
    isOid(of) || isOid(oid);
  const isWhole = Array.isArray(parsed) && named.every(isNamed);
  const isMissed = (oid: unknown): boolean => !isOid(oid) || !oids.includes(oid);
  const lost = linked.filter(isMissed);
  yield* demand(
    !isResolved || (isWhole && lost.length === 0 && isOid(field(record, 'oppijanumero'), false)),
    'NOTHING_LOST_SILENTLY',
    `resolved without ${lost.length} linked numbers`,
  );
  const number = field(student, 'oppijanumero');
  const known = field(record, 'oppijanumero') ?? asked;
  yield* demand(number === known, 'NOTHING_INVENTED', `the number ${JSON.stringify(number)}`);
  yield* citizenViolations(student, record);
}

function* citizenViolations(student: unknown, record: unknown): Generator<Violation> {
  const finnish = field(student, 'lookup', 'finnishCitizen');
  const codes = listOf(field(record, 'kansalaisuus')).map((entry) => field(entry, 'kansalaisuusKoodi'));
  const expected = codes.includes('246');
  yield* demand(
    finnish === null || (finnish === expected && codes.length > 0),
    'NOTHING_INVENTED',
    'a citizenship that nobody recorded',
  );
}

function isOid(value: unknown, strictly = true): boolean {
  return typeof value === 'string' && (!strictly || isOppijanumero(value));
}
