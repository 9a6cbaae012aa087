import type { Institution, InstitutionList } from '../../registry/institutions.ts';
import type { LocalizedText } from '../../registry/reasons.ts';
import { type AttainmentKind, attainmentKinds, degreeKindCode } from '../code-sets.ts';
import type { Opintosuoritus } from '../contract.ts';
import { type PersonRecords, recordId, studyRightIdOf } from '../person-records.ts';
import { type Reading, readEach } from './list-fact.ts';
import { compareDays, dayOf, decimalOf, namesOf } from './values.ts';

/** An attainment; the graph's type of the same name, with what the rules need. */
export interface Attainment {
  readonly id: string;
  readonly institution: Institution;
  readonly institutionCode: string;
  readonly studyRightId: string | null;
  readonly kind: AttainmentKind;
  readonly name: LocalizedText;
  readonly degreeCode: string | null;
  readonly attainedOn: string;
  readonly credits: number | null;
  readonly recognised: boolean;
  readonly recognisedOn: string | null;
  /** Ids of the attainments inside this one; not all need to be in the answer. */
  readonly partIds: readonly string[];
  readonly partOfAnother: boolean;
}

/** A completed degree; the graph's type of the same name. */
export interface Degree {
  readonly id: string;
  readonly institution: Institution;
  readonly studyRightId: string | null;
  readonly degreeCode: string | null;
  readonly name: LocalizedText;
  readonly awardedOn: string;
}

/** The attainments, earliest first. Unreadable are those without a key, institution, kind or day, or with credits that are no number. */
export function attainmentsOf(records: PersonRecords, institutions: InstitutionList): Reading<Attainment> {
  const { items, unreadable, field } = readEach(records.attainments, (record) =>
    attainmentOf(record, institutions),
  );
  const parts = new Set<string>();
  for (const { id, partIds } of items) for (const part of partIds) if (part !== id) parts.add(part);
  return {
    items: (parts.size === 0
      ? items
      : items.map((item) => (parts.has(item.id) ? { ...item, partOfAnother: true } : item))
    ).toSorted((a, b) => compareDays(a.attainedOn, b.attainedOn)),
    unreadable: unreadable + records.unattributed,
    field,
  };
}

/** The degrees, earliest first. An attainment of another kind that cannot be read is no degree missed. */
export function degreesOf(records: PersonRecords, institutions: InstitutionList): Reading<Degree> {
  const { items, unreadable, field } = readEach(
    records.attainments.filter(({ laji }) => laji === null || laji === degreeKindCode),
    (record) => attainmentOf(record, institutions),
  );
  const degrees = items.map(({ attainedOn, ...degree }) => ({ ...degree, awardedOn: attainedOn }));
  return {
    items: degrees.sort((a, b) => compareDays(a.awardedOn, b.awardedOn)),
    unreadable: unreadable + records.unattributed,
    field,
  };
}

function attainmentOf(record: Opintosuoritus, institutions: InstitutionList): Attainment | string {
  const { myontaja, laji } = record;
  const id = recordId(myontaja, record.avain);
  const attainedOn = dayOf(record.suoritusPvm);
  const recognisedOn = dayOf(record.hyvaksilukuPvm);
  const credits = decimalOf(record.opintopiste);
  if (myontaja === null) return 'Myontaja';
  if (id === null) return 'avain';
  if (laji === null) return 'Laji';
  if (!attainedOn) return 'SuoritusPvm';
  if (recognisedOn === undefined) return 'HyvaksilukuPvm';
  if (credits === undefined) return 'Opintopiste';
  return {
    id,
    institution: institutions.byCode(myontaja),
    institutionCode: myontaja,
    studyRightId: studyRightIdOf(myontaja, record.opiskeluoikeusAvain),
    kind: attainmentKinds.get(laji) ?? 'UNKNOWN',
    name: namesOf(record.nimet),
    degreeCode: record.koulutuskoodi,
    attainedOn,
    credits,
    recognised: recognisedOn !== null,
    recognisedOn,
    partIds: record.sisaltyvat.length === 0 ? none : record.sisaltyvat.map((key) => recordId(myontaja, key)),
    partOfAnother: false,
  };
}

const none: readonly string[] = [];
