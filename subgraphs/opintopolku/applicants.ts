import { flatText } from '../registry/flat-text.ts';
import { fieldOf, readRecords } from '../registry/reply.ts';
import { isSeason } from './codes.ts';
import { type MigriHakemus, migriHakemusSchema, migriHakijaSchema } from './contract.ts';

/** What the register gave under one person OID. */
interface Applicant {
  readonly applications: readonly MigriHakemus[];
  /** Whether something under this OID could not be read. */
  readonly damaged: boolean;
  /** The field that could not; null when none is to be named. */
  readonly field: string | null;
}

/** The register's answer by the person OID asked. */
export interface Applicants {
  readonly byOid: ReadonlyMap<string, Applicant>;
  /** Whether there was a record that does not tell whose it is. */
  readonly hasNameless: boolean;
  /** Whether there was one of somebody whom nobody asked about: it may be anybody's of those who were asked about. */
  readonly hasStranger: boolean;
}

/** What the register gave about one person, over all of the person's OIDs. */
export interface PersonApplications {
  /** One for each application and option; several where the register contradicts itself. In no order. */
  readonly applications: readonly MigriHakemus[];
  readonly complete: boolean;
  /** The field that made it incomplete, by the register's name; null when none is to be named. */
  readonly field: string | null;
}

// Names and identity codes are in the answer too: what is not picked is dropped here.
const owned = migriHakijaSchema.pick({ henkiloOid: true });
const whole = migriHakijaSchema.pick({ henkiloOid: true, hakemukset: true });

/** Reads the answer record by record; what was not asked for is never given to anybody. */
export function readApplicants(values: readonly unknown[], asked: ReadonlySet<string>): Applicants {
  const byOid = new Map<string, Applicant>();
  let hasNameless = false;
  let hasStranger = false;
  for (const value of values) {
    const owner = owned.safeParse(value);
    const henkiloOid = owner.data?.henkiloOid;
    if (henkiloOid === undefined || !asked.has(henkiloOid)) {
      hasNameless ||= henkiloOid === undefined;
      hasStranger ||= henkiloOid !== undefined;
      continue;
    }
    byOid.set(henkiloOid, merged(byOid.get(henkiloOid), readApplicant(value)));
  }
  return { byOid, hasNameless, hasStranger };
}

/** Whether somebody else's record came in the place of a person's. */
export function isDisplaced({ hasStranger, byOid }: Applicants, personOids: readonly string[]): boolean {
  return hasStranger && personOids.every((oid) => !byOid.has(oid));
}

/** Gathers one person's applications: linked OIDs give the same application once each, and the same record counts once. */
export function applicationsOf(personOids: readonly string[], applicants: Applicants): PersonApplications {
  const found = personOids.map((oid) => applicants.byOid.get(oid));
  const all = found.flatMap((applicant) => applicant?.applications ?? []);
  const distinct = new Map(all.toSorted(byText).map((application) => [contentOf(application), application]));
  const applications = [...distinct.values()];
  const unread = applications.find(({ koulutuksenAlkamiskausi: code }) => !isSeason(code));
  const damaged = unread !== undefined || found.some((applicant) => applicant?.damaged);
  const missing = (applicants.hasNameless || applicants.hasStranger) && found.includes(undefined);
  const field = found.find((applicant) => applicant?.field)?.field ?? null;
  const unreadField = unread === undefined ? null : 'koulutuksenAlkamiskausi';
  return { applications, complete: !damaged && !missing, field: field ?? unreadField };
}

/** Identifies a study place: the application and the option. */
export function placeIdOf({ hakemusOid, hakukohdeOid }: MigriHakemus): string {
  return flatText('/', [hakemusOid, hakukohdeOid]);
}

/** All that a record says but for names, which tell nothing apart. */
function contentOf(application: MigriHakemus): string {
  return JSON.stringify(application, (key, value: unknown) => (key.endsWith('Nimi') ? undefined : value));
}

/** The order of an answer means nothing: of two spellings of the names always the same one is given. */
function byText(left: MigriHakemus, right: MigriHakemus): number {
  return JSON.stringify(left) < JSON.stringify(right) ? -1 : 1;
}

function readApplicant(value: unknown): Applicant {
  const applicant = whole.safeParse(value);
  if (!applicant.success) return { applications: [], damaged: true, field: fieldOf(applicant.error) };
  const { records, unreadable, field } = readRecords(migriHakemusSchema, applicant.data.hakemukset);
  return { applications: records, damaged: unreadable > 0, field };
}

function merged(known: Applicant | undefined, more: Applicant): Applicant {
  if (known === undefined) return more;
  return {
    applications: [...known.applications, ...more.applications],
    damaged: known.damaged || more.damaged,
    field: known.field ?? more.field,
  };
}
