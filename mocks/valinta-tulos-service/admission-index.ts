import type { FeeRow, IdentityRecord, Person, StudyPlace } from '../person.ts';

/** What VTS has of the synthetic people, by the keys it is asked with; built once, as 5,000 persons a call is normal. */
export interface AdmissionIndex {
  readonly byPersonOid: ReadonlyMap<string, Person>;
  /** Current codes only: ONR is asked by its `hetu` column, not by the history. */
  readonly byIdentityCode: ReadonlyMap<string, { readonly person: Person; readonly record: IdentityRecord }>;
  readonly byApplicationOid: ReadonlyMap<string, Application>;
  readonly feesByOption: ReadonlyMap<string, readonly FeeRow[]>;
  readonly feeOf: (personOid: string, optionOid: string) => FeeRow | undefined;
  readonly providersByOption: ReadonlyMap<string, ReadonlySet<string>>;
}

/** An application: whose it is, and its choices. */
export interface Application {
  readonly person: Person;
  readonly places: readonly StudyPlace[];
}

/** Indexes the synthetic people. */
export function createAdmissionIndex(people: readonly Person[]): AdmissionIndex {
  const feesByKey = new Map<string, FeeRow>();
  for (const row of people.flatMap((person) => person.feeRows)) {
    feesByKey.set(feeKey(row.personOid, row.optionOid), row);
  }
  return {
    byPersonOid: new Map(
      people.flatMap((person) => person.records.map((record) => [record.oid, person] as const)),
    ),
    byIdentityCode: indexIdentityCodes(people),
    byApplicationOid: indexApplications(people),
    feesByOption: Map.groupBy(feesByKey.values(), (row) => row.optionOid),
    feeOf: (personOid, optionOid) => feesByKey.get(feeKey(personOid, optionOid)),
    providersByOption: indexProviders(people),
  };
}

/** One row per person and option: the register's primary key (§2.4). */
function feeKey(personOid: string, optionOid: string): string {
  return `${personOid} ${optionOid}`;
}

function indexIdentityCodes(people: readonly Person[]): AdmissionIndex['byIdentityCode'] {
  const holders = new Map<string, { person: Person; record: IdentityRecord }>();
  for (const person of people) {
    for (const record of person.records) {
      if (record.personalIdentityCode) holders.set(record.personalIdentityCode, { person, record });
    }
  }
  return holders;
}

function indexApplications(people: readonly Person[]): AdmissionIndex['byApplicationOid'] {
  const applications = new Map<string, Application>();
  for (const person of people) {
    for (const [oid, places] of Map.groupBy(person.places, (place) => place.applicationOid)) {
      applications.set(oid, { person, places });
    }
  }
  return applications;
}

function indexProviders(people: readonly Person[]): AdmissionIndex['providersByOption'] {
  const providers = new Map<string, Set<string>>();
  for (const place of people.flatMap((person) => person.places)) {
    const known = providers.get(place.option.oid) ?? new Set();
    providers.set(place.option.oid, known.add(place.provider.oid));
  }
  return providers;
}
