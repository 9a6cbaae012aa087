import { isOppijanumero } from '../../subgraphs/registry/identifiers.ts';
import { field, isCoded, isSame, listOf, nameOf } from './fields.ts';
import { parsedJson } from './json-tree.ts';
import { demand, factViolations, type Violation } from './violation.ts';

const acceptances = {
  KESKEN: 'PENDING',
  VASTAANOTTANUT_SITOVASTI: 'BINDING',
  EHDOLLISESTI_VASTAANOTTANUT: 'WAITING_FOR_HIGHER_PREFERENCE',
  EI_VASTAANOTETTU_MAARA_AIKANA: 'NOT_ACCEPTED_IN_TIME',
  PERUNUT: 'DECLINED',
  PERUUTETTU: 'CANCELLED',
  OTTANUT_VASTAAN_TOISEN_PAIKAN: 'TOOK_ANOTHER_PLACE',
};
const selections = { HYVAKSYTTY: 'ACCEPTED', VARASIJALTA_HYVAKSYTTY: 'ACCEPTED_FROM_WAITING_LIST' };
const obligations = { REQUIRED: 'REQUIRED', NOT_REQUIRED: 'NOT_REQUIRED', NOT_CHECKED: 'NOT_CHECKED' };
const registrations = {
  EI_TEHTY: 'NOT_DONE',
  LASNA_KOKO_LUKUVUOSI: 'PRESENT_ACADEMIC_YEAR',
  POISSA_KOKO_LUKUVUOSI: 'ABSENT_ACADEMIC_YEAR',
  LASNA_SYKSY: 'PRESENT_AUTUMN',
  POISSA_SYKSY: 'ABSENT_AUTUMN',
  LASNA: 'PRESENT',
  POISSA: 'ABSENT',
  EI_ILMOITTAUTUNUT: 'DID_NOT_REGISTER',
};
const seasons = { K: 'SPRING', S: 'AUTUMN' };

interface Answered {
  readonly fact: unknown;
  readonly personOids: readonly string[];
  readonly isResolved: boolean;
  /** Null when the reply cannot be used at all. */
  readonly body: string | null;
}

/** What of an admissions fact does not follow from the body. */
export function* admissionViolations({ fact, personOids, isResolved, body }: Answered): Generator<Violation> {
  const parsed = body === null ? undefined : parsedJson(body);
  const unanswered = !Array.isArray(parsed);
  const persons = listOf(parsed);
  const own = persons.filter((person) => personOids.some((oid) => oid === field(person, 'henkiloOid')));
  const applications = own.flatMap((person) => listOf(field(person, 'hakemukset')));
  const isWhole =
    own.every((person) => Array.isArray(field(person, 'hakemukset'))) && !mayMiss(persons, personOids);
  const states = isResolved
    ? ['KNOWN', 'KNOWN_NONE', 'CONFLICT', 'NOT_COVERED', 'SOURCE_UNAVAILABLE']
    : ['AMBIGUOUS', 'CONFLICT', 'NOT_COVERED', 'SOURCE_UNAVAILABLE'];
  const values = ['items', 'complete'];
  yield* factViolations(fact, { registry: 'OPINTOPOLKU', states, values, lists: ['items'], unanswered });
  const items = listOf(field(fact, 'items'));
  const saysNothing = ['KNOWN_NONE', 'NOT_COVERED'].includes(String(field(fact, 'state')));
  yield* demand(
    !saysNothing || (isWhole && applications.length === 0),
    'HONEST_STATE',
    'none, with records there',
  );
  const places = new Set(applications.map(placeOf));
  const ids = new Set(items.map((item) => field(item, 'id')));
  const isConflict = field(fact, 'state') === 'CONFLICT';
  yield* demand(
    ids.size <= places.size && isConflict === items.length > ids.size,
    'NOTHING_LOST_SILENTLY',
    `${items.length} records of ${ids.size} of ${places.size} places, ${isConflict ? 'in' : 'no'} conflict`,
  );
  const complete = field(fact, 'complete') === true;
  const isRead = applications.every((application) => isSeason(field(application, 'koulutuksenAlkamiskausi')));
  yield* demand(!complete || isRead, 'NOTHING_LOST_SILENTLY', 'complete with a season that is none');
  yield* demand(
    !complete || (isWhole && places.isSubsetOf(ids)),
    'NOTHING_LOST_SILENTLY',
    'complete without all',
  );
  for (const item of items) {
    if (applications.some((application) => isFrom(item, application))) continue;
    const all = persons.flatMap((person) => listOf(field(person, 'hakemukset')));
    const isOthers = all.some((application) => isFrom(item, application));
    yield { property: isOthers ? 'NOBODY_ELSES' : 'NOTHING_INVENTED', what: JSON.stringify(item) };
  }
}

function isSeason(code: unknown): boolean {
  return code === undefined || (typeof code === 'string' && Object.hasOwn(seasons, code));
}

/** A record that does not tell whose it is may be of a person that has none. */
function mayMiss(persons: readonly unknown[], personOids: readonly string[]): boolean {
  const owners = persons.map((person) => field(person, 'henkiloOid'));
  const hasNameless = owners.some((owner) => typeof owner !== 'string' || !isOppijanumero(owner));
  return hasNameless && personOids.some((oid) => !owners.includes(oid));
}

function placeOf(application: unknown): unknown {
  const [hakemus, option] = [field(application, 'hakemusOid'), field(application, 'hakukohdeOid')];
  return typeof hakemus === 'string' && typeof option === 'string' ? `${hakemus}/${option}` : application;
}

/** Every value of the study place stands in one application. */
function isFrom(item: unknown, application: unknown): boolean {
  const of = (key: string): unknown => field(application, key);
  const obligation = of('maksuvelvollisuus');
  const season = of('koulutuksenAlkamiskausi');
  return (
    isSame(field(item, 'id'), placeOf(application)) &&
    field(item, 'applicationOid') === of('hakemusOid') &&
    isSame(field(item, 'applicationRound'), { oid: of('hakuOid'), name: nameOf(of('hakuNimi')) }) &&
    isSame(field(item, 'applicationOption'), {
      oid: of('hakukohdeOid'),
      name: nameOf(of('hakukohdeNimi')),
    }) &&
    isSame(field(item, 'implementation'), { oid: of('toteutusOid'), name: nameOf(of('toteutusNimi')) }) &&
    isSame(field(item, 'institution'), {
      code: null,
      oid: of('organisaatioOid'),
      name: nameOf(of('organisaatioNimi')),
    }) &&
    isCoded(field(item, 'selection'), of('valintaTila'), selections) &&
    isCoded(field(item, 'acceptance'), of('vastaanottoTila'), acceptances) &&
    isCoded(field(item, 'firstRegistration'), of('ilmoittautuminenTila'), registrations) &&
    (obligation === undefined
      ? field(item, 'feeObligation') === null
      : isCoded(field(item, 'feeObligation'), obligation, obligations)) &&
    field(item, 'startYear') === (of('koulutuksenAlkamisvuosi') ?? null) &&
    field(item, 'startSeason') === (typeof season === 'string' ? (field(seasons, season) ?? null) : null)
  );
}
