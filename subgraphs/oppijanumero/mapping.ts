import { answeredFact, type FactEnvelope, noneFact, unansweredFact } from '../registry/facts.ts';
import { type RegistryLookup, withheldFact } from '../registry/lookup.ts';
import { type FactReason, reasonOf } from '../registry/reasons.ts';
import { type Citizenship, citizenshipsOf, isFinnishCitizen } from './citizenships.ts';
import type { IdentityRecordDto } from './contract.ts';
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
  readonly nonDisclosure: boolean;
  readonly mergedRecords: number | null;
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
  const finnishCitizen = isFinnishCitizen(citizenshipCodesOf(person.record));
  return {
    personOids: person.personOids.oids,
    resolution: resolutionOf(person),
    nonDisclosure,
    finnishCitizen,
  };
}

/** Who the person is. `today` is `yyyy-MM-dd`. */
export function identityFactOf({ person }: StudentSource, today: string): IdentityFact {
  const nonDisclosure = mustProtect(person);
  if (person.found === 'NOTHING') return { ...notLinked(person.observedAt), ...noIdentity, nonDisclosure };
  if (person.found === 'NO_ANSWER') {
    return {
      ...unansweredFact(registry, 'SOURCE_UNAVAILABLE', person.reason),
      ...noIdentity,
      nonDisclosure,
    };
  }
  const { record, personOids } = person;
  const birthDate = record.syntymaaika || null;
  return {
    ...answeredFact(sourceOf(person), 'KNOWN', remarkOn(person)),
    givenNames: record.etunimet ?? null,
    familyName: record.sukunimi ?? null,
    birthDate,
    minor: birthDate === null ? null : isMinor(birthDate, today),
    citizenships: citizenshipsOf(citizenshipCodesOf(record)),
    identificationMethod: identificationMethodOf(record),
    hasPersonalIdentityCode: record.hasHetu,
    nonDisclosure,
    mergedRecords: personOids.complete ? personOids.oids.length - 1 : null,
  };
}

/** The home municipality, never of a person who is or may be protected. */
export function homeMunicipalityFactOf({ person }: StudentSource): HomeMunicipalityFact {
  if (person.found === 'NOTHING') return { ...notLinked(person.observedAt), code: null };
  if (person.found === 'NO_ANSWER' || person.record.turvakielto) {
    return { ...withheldFact(registry), code: null };
  }
  const code = person.record.kotikunta || null;
  if (code === null) return { ...noneFact(sourceOf(person), 'NOT_REPORTED'), code };
  if (!/^\d{3}$/.test(code)) {
    const reason = reasonOf('RECORD_UNREADABLE', { whoCanFix: 'OPH', field: 'kotikunta' });
    return { ...answeredFact(sourceOf(person), 'SOURCE_UNAVAILABLE', reason), code: null };
  }
  return { ...answeredFact(sourceOf(person), 'KNOWN', unidentifiedRemark(person)), code };
}

/** How the person was identified; null when ONR says that the person is, and not how. */
export function identificationMethodOf(record: IdentityRecordDto): IdentificationMethod | null {
  if (record.oppijanumero === null) return 'NONE';
  if (record.yksiloityVTJ) return 'POPULATION_INFORMATION_SYSTEM';
  if (record.yksiloityEidas) return 'EIDAS';
  return record.yksiloity ? 'MANUAL' : null;
}

/** Whether somebody born on a day is under 18 on another, both `yyyy-MM-dd`. */
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
  mergedRecords: null,
} as const;

/** Only a record that says so lifts the protection: nobody vouches for an unknown person. */
function mustProtect(person: LookedUp): boolean {
  return person.found !== 'RECORD' || person.record.turvakielto;
}

function resolutionOf({ record, personOids }: FoundPerson): RegistryLookup['resolution'] {
  if (record.oppijanumero === null) return 'NOT_IDENTIFIED';
  return personOids.complete ? 'RESOLVED' : 'UNRESOLVED';
}

function remarkOn(person: FoundPerson): FactReason | null {
  return unidentifiedRemark(person) ?? (person.personOids.complete ? null : reasonOf('IDENTITY_UNRESOLVED'));
}

function unidentifiedRemark({ record }: FoundPerson): FactReason | null {
  return record.oppijanumero === null ? reasonOf('PERSON_NOT_IDENTIFIED') : null;
}

function notLinked(observedAt: string): FactEnvelope {
  return answeredFact({ registry, observedAt }, 'NOT_LINKED', reasonOf('NOT_IN_REGISTRY'));
}

function citizenshipCodesOf({ kansalaisuus }: IdentityRecordDto): readonly string[] {
  return (kansalaisuus ?? []).map(({ kansalaisuusKoodi }) => kansalaisuusKoodi);
}

function sourceOf({ record, observedAt }: FoundPerson) {
  return { registry, observedAt, recordedAt: instantOf(record.modifiedAt) };
}

/** An ISO time with an offset as UTC; without one nobody knows which instant it is. */
function instantOf(text: string | null | undefined): string | null {
  if (!text || !/T.*(?:Z|[+-]\d{2}:\d{2})$/.test(text)) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
