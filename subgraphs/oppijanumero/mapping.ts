import { answeredFact, type FactEnvelope, noneFact, unansweredFact } from '../registry/facts.ts';
import { type RegistryLookup, withheldFact } from '../registry/lookup.ts';
import { type FactReason, reasonOf } from '../registry/reasons.ts';
import { type Citizenship, citizenshipsOf, isFinnishCitizen } from './citizenships.ts';
import type { IdentityRecord } from './identity-record.ts';
import type { LookedUp } from './looked-up.ts';

/** A student as this subgraph knows one: the number asked, and what ONR says of it. */
export interface StudentSource {
  readonly asked: string;
  readonly person: LookedUp;
}

/** How a person was identified; the graph's `IdentificationMethod`. */
export type IdentificationMethod = 'POPULATION_INFORMATION_SYSTEM' | 'MANUAL' | 'EIDAS' | 'NONE';

/** The graph's `IdentityFact`. */
export interface IdentityFact extends FactEnvelope {
  readonly givenNames: string | null;
  readonly familyName: string | null;
  readonly birthDate: string | null;
  readonly minor: boolean | null;
  readonly citizenships: readonly Citizenship[] | null;
  readonly identificationMethod: IdentificationMethod | null;
  readonly hasPersonalIdentityCode: boolean | null;
  readonly nonDisclosure: boolean | null;
  readonly treatedAsProtected: boolean;
  readonly mergedRecords: number | null;
  readonly complete: boolean | null;
}

/** The graph's `HomeMunicipalityFact`. */
export interface HomeMunicipalityFact extends FactEnvelope {
  readonly code: string | null;
}

type FoundPerson = Extract<LookedUp, { found: 'RECORD' }>;

const registry = 'ONR';

/** The learner number in force, or the number asked when none is known to be in force. */
export function oppijanumeroOf({ asked, person }: StudentSource): string {
  return person.found === 'RECORD' ? (person.record.oppijanumero ?? asked) : asked;
}

/** How the other registries must ask for the person. */
export function registryLookupOf({ asked, person }: StudentSource): RegistryLookup {
  const nonDisclosure = mustProtect(person);
  if (person.found !== 'RECORD') {
    const resolution = person.found === 'NOTHING' ? 'UNKNOWN' : 'UNRESOLVED';
    return { personOids: [asked], resolution, nonDisclosure, finnishCitizen: null };
  }
  const { oidHenkilo, kansalaisuus } = person.record;
  return {
    personOids: person.linkedOids ?? [oidHenkilo],
    resolution: resolutionOf(person),
    nonDisclosure,
    finnishCitizen: isFinnishCitizen(kansalaisuus ?? []),
  };
}

/** Who the person is. `today` is `yyyy-MM-dd`. */
export function identityFactOf({ person }: StudentSource, today: string): IdentityFact {
  if (person.found === 'NOTHING') return { ...notLinked(person.observedAt), ...noIdentity };
  if (person.found === 'NO_ANSWER') {
    return { ...unansweredFact(registry, 'SOURCE_UNAVAILABLE', person.reason), ...noIdentity };
  }
  const { record, linkedOids } = person;
  const { syntymaaika: birthDate, kansalaisuus } = record;
  return {
    ...answeredFact(sourceOf(person), 'KNOWN', remarkOn(person)),
    givenNames: record.etunimet,
    familyName: record.sukunimi,
    birthDate,
    minor: birthDate === null ? null : isMinor(birthDate, today),
    citizenships: kansalaisuus === null ? null : citizenshipsOf(kansalaisuus),
    identificationMethod: identificationMethodOf(record),
    hasPersonalIdentityCode: record.hetu,
    nonDisclosure: record.turvakielto,
    treatedAsProtected: mustProtect(person),
    mergedRecords: linkedOids === null ? null : linkedOids.length - 1,
    complete: record.unreadable.length === 0,
  };
}

/** The home municipality, never of a person who is or may be protected. */
export function homeMunicipalityFactOf({ person }: StudentSource): HomeMunicipalityFact {
  if (person.found === 'NOTHING') return { ...notLinked(person.observedAt), code: null };
  if (person.found === 'NO_ANSWER' || mustProtect(person)) {
    return { ...withheldFact(registry), code: null };
  }
  const { kotikunta: code } = person.record;
  if (code === null) return { ...noneFact(sourceOf(person), 'NOT_REPORTED'), code };
  if (code === undefined) {
    const reason = reasonOf('RECORD_UNREADABLE', { whoCanFix: 'OPH', field: 'kotikunta' });
    return { ...answeredFact(sourceOf(person), 'SOURCE_UNAVAILABLE', reason), code: null };
  }
  return { ...answeredFact(sourceOf(person), 'KNOWN', unidentifiedRemark(person)), code };
}

/** How the person was identified, by the strongest of ONR's flags; null when it does not tell that. */
export function identificationMethodOf(record: IdentityRecord): IdentificationMethod | null {
  if (record.oppijanumero === null) return 'NONE';
  const first = methods.find(([flag]) => record[flag] !== false);
  return first === undefined || record[first[0]] === null ? null : first[1];
}

const methods = [
  ['yksiloityVTJ', 'POPULATION_INFORMATION_SYSTEM'],
  ['yksiloityEidas', 'EIDAS'],
  ['yksiloity', 'MANUAL'],
] as const satisfies readonly (readonly [keyof IdentityRecord, IdentificationMethod])[];

/**
 * Whether somebody born on a day is under 18 on another, both `yyyy-MM-dd`. Who was born on 29 February is so until 1
 * March: 18 whole years have not passed before, and the 18th year never has that day.
 */
export function isMinor(birthDate: string, today: string): boolean {
  const eighteenYearsAgo = `${Number(today.slice(0, 4)) - 18}${today.slice(4)}`;
  return birthDate > eighteenYearsAgo;
}

const noIdentity = {
  givenNames: null,
  familyName: null,
  birthDate: null,
  minor: null,
  citizenships: null,
  identificationMethod: null,
  hasPersonalIdentityCode: null,
  nonDisclosure: null,
  treatedAsProtected: true,
  mergedRecords: null,
  complete: null,
} as const;

/** Only a record that says so lifts the protection: nobody vouches for an unknown person. */
function mustProtect(person: LookedUp): boolean {
  return person.found !== 'RECORD' || person.record.turvakielto !== false;
}

function resolutionOf({ record, linkedOids }: FoundPerson): RegistryLookup['resolution'] {
  if (record.oppijanumero === null) return 'NOT_IDENTIFIED';
  return linkedOids === null ? 'UNRESOLVED' : 'RESOLVED';
}

/** What stands out most. Who has died or whose record is no longer kept up is told before anything else. */
function remarkOn(person: FoundPerson): FactReason | null {
  const { record, linkedOids } = person;
  if (record.kuolinpaiva === true) return reasonOf('DECEASED');
  if (record.passivoitu === true) return reasonOf('RECORD_PASSIVATED');
  const unidentified = unidentifiedRemark(person);
  if (unidentified !== null) return unidentified;
  if (linkedOids === null) return reasonOf('IDENTITY_UNRESOLVED');
  const [field] = record.unreadable;
  return field === undefined ? null : reasonOf('RECORD_UNREADABLE', { whoCanFix: 'OPH', field });
}

function unidentifiedRemark({ record }: FoundPerson): FactReason | null {
  return record.oppijanumero === null ? reasonOf('PERSON_NOT_IDENTIFIED') : null;
}

function notLinked(observedAt: string): FactEnvelope {
  return answeredFact({ registry, observedAt }, 'NOT_LINKED', reasonOf('NOT_IN_REGISTRY'));
}

function sourceOf({ record, observedAt }: FoundPerson) {
  return { registry, observedAt, recordedAt: instantOf(record.modifiedAt) };
}

/** An ISO time with an offset as UTC; without one nobody knows which instant it is. */
function instantOf(text: unknown): string | null {
  if (typeof text !== 'string' || !/T.*(?:Z|[+-]\d{2}:\d{2})$/.test(text)) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
