import type { Institution, InstitutionList } from '../../registry/institutions.ts';
import type { LocalizedText } from '../../registry/reasons.ts';
import { type AttainmentKind, attainmentKinds } from '../code-sets.ts';
import type { Opintosuoritus } from '../contract.ts';
import { type PersonRecords, recordId, studyRightIdOf } from '../person-records.ts';
import { type Reading, readEach, type UnreadTexts } from './list-fact.ts';
import { namesOf } from './names.ts';
import { asSet, compareTexts } from './order.ts';
import { codeOf, dayOf, digitsOf, extentOf } from './values.ts';

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
  readonly studyWeeks: number | null;
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

/** The attainments, earliest first. Unreadable are those without a key, institution, kind or day. */
export function attainmentsOf(records: PersonRecords, institutions: InstitutionList): Reading<Attainment> {
  const reading = readEach(records.attainments, (record, unread) =>
    attainmentOf(record, unread, institutions),
  );
  const parts = new Set<string>();
  for (const { id, partIds } of reading.items) for (const part of partIds) if (part !== id) parts.add(part);
  const items =
    parts.size === 0
      ? reading.items
      : reading.items.map((item) => (parts.has(item.id) ? { ...item, partOfAnother: true } : item));
  return {
    ...reading,
    items: asSet(items, (a, b) => compareTexts(a.attainedOn, b.attainedOn) || compareTexts(a.id, b.id)),
    unreadable: reading.unreadable + records.missing.attainments,
  };
}

/**
 * The degrees, earliest first. An attainment of another kind that cannot be read is no degree missed; one of a kind that
 * nobody knows may be.
 */
export function degreesOf(records: PersonRecords, institutions: InstitutionList): Reading<Degree> {
  const reading = readEach(
    records.attainments.filter(({ laji }) => laji === null || mayBeDegree(laji)),
    (record, unread) => attainmentOf(record, unread, institutions),
  );
  const degrees = reading.items
    .filter(({ kind }) => kind === 'DEGREE')
    .map(({ id, institution, studyRightId, degreeCode, name, attainedOn }) => ({
      ...{ id, institution, studyRightId, degreeCode, name },
      awardedOn: attainedOn,
    }));
  return {
    ...reading,
    items: asSet(degrees, (a, b) => compareTexts(a.awardedOn, b.awardedOn) || compareTexts(a.id, b.id)),
    unreadable: reading.unreadable + records.missing.attainments,
  };
}

function mayBeDegree(laji: string): boolean {
  const kind = attainmentKinds.get(laji);
  return kind === undefined || kind === 'DEGREE';
}

function attainmentOf(
  record: Opintosuoritus,
  unread: UnreadTexts,
  institutions: InstitutionList,
): Attainment | string {
  const { avain } = record;
  const laji = codeOf(record.laji);
  const institution = codeOf(record.myontaja);
  const attainedOn = dayOf(record.suoritusPvm);
  const recognisedOn = dayOf(record.hyvaksilukuPvm);
  if (!institution) return 'Myontaja';
  if (avain === null) return 'avain';
  if (!laji) return 'Laji';
  if (!attainedOn) return 'SuoritusPvm';
  if (recognisedOn === undefined) return 'HyvaksilukuPvm';
  return {
    id: recordId(institution, avain),
    institution: institutions.byCode(institution),
    institutionCode: institution,
    studyRightId: studyRightIdOf(institution, record.opiskeluoikeusAvain),
    kind: unread.word(laji, attainmentKinds, 'Laji'),
    name: namesOf(record.nimet),
    degreeCode: unread.orNull(digitsOf(record.koulutuskoodi, 6), 'Koulutuskoodi'),
    attainedOn,
    credits: unread.orNull(extentOf(record.opintopiste), 'Opintopiste'),
    studyWeeks: unread.orNull(extentOf(record.opintoviikko), 'Opintoviikko'),
    recognised: recognisedOn !== null,
    recognisedOn,
    partIds:
      record.sisaltyvat.length === 0 ? none : record.sisaltyvat.map((key) => recordId(institution, key)),
    partOfAnother: false,
  };
}

const none: readonly string[] = [];
