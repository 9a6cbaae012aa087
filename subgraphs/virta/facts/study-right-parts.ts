import type { OpenSpan } from '../../registry/in-force.ts';
import type { Institution, InstitutionList } from '../../registry/institutions.ts';
import {
  type InstitutionRoleKind,
  institutionRoles,
  type TermRegistrationState,
  termRegistrationStates,
} from '../code-sets.ts';
import type { Aikajakso, Opiskeluoikeus, Siirto } from '../contract-right.ts';
import { recordId } from '../person-records.ts';
import type { UnreadTexts } from './list-fact.ts';
import { asSet, compareTexts } from './order.ts';
import { ending } from './study-right-phases.ts';
import { codeOf, countOf, dayOf, lastDayOf } from './values.ts';

/** An institution's part in a right; the graph's `StudyRightInstitutionRole`. */
export interface InstitutionRole {
  readonly role: InstitutionRoleKind;
  readonly roleCode: string;
  readonly institution: Institution;
}

/** A transfer from another institution, or to one; the graph's `StudyRightTransfer`. */
export interface Transfer {
  readonly transferredOn: string | null;
  readonly sourceStudyRightId: string | null;
  readonly termsUsed: readonly TermsUsed[];
}

/** Terms used at the institution that a student came from; the graph's `StudyRightTermsUsed`. */
interface TermsUsed {
  readonly state: TermRegistrationState;
  readonly terms: number | null;
}

/** The parts of institutions in a right, by their codes. */
export function rolesOf(
  { organisaatiot }: Opiskeluoikeus,
  unread: UnreadTexts,
  institutions: InstitutionList,
): readonly InstitutionRole[] {
  const roles = organisaatiot.flatMap(({ rooli, koodi }) => {
    const [roleCode, code] = [codeOf(rooli), codeOf(koodi)];
    if (code && roleCode) {
      const role = unread.word(roleCode, institutionRoles, 'Rooli');
      return [{ role, roleCode, institution: institutions.byCode(code) }];
    }
    unread.note('Organisaatio');
    return [];
  });
  return asSet(roles, (a, b) => compareTexts(a.roleCode, b.roleCode));
}

/** The periods in which a right is the student's primary one at the institution. */
export function primaryPeriodsOf(records: readonly Aikajakso[], unread: UnreadTexts): readonly OpenSpan[] {
  const periods = records.flatMap(({ alkuPvm, loppuPvm }) => {
    const startsOn = dayOf(alkuPvm);
    const endsOn = lastDayOf(loppuPvm);
    if (startsOn && endsOn !== undefined) return [{ startsOn, endsOn }];
    unread.note('Ensisijaisuus');
    return [];
  });
  return ending(periods);
}

/** Ids of the rights that one belongs with. */
export function relatedRightIdsOf(institution: string, { liittyvat }: Opiskeluoikeus): readonly string[] {
  return [...new Set(liittyvat)].sort().map((key) => recordId(institution, key));
}

/** The transfer by which the student came or went; null when none is reported, or more than the one there may be. */
export function transferOf(institution: string, right: Opiskeluoikeus, unread: UnreadTexts): Transfer | null {
  const noted = right.siirrot.map((record) => read(institution, { right, record, unread }));
  const [transfer = null, ...others] = asSet(noted, () => 0);
  if (others.length === 0) return transfer;
  unread.note('SiirtoOpiskelija');
  return null;
}

interface RightWithTransfer {
  readonly right: Opiskeluoikeus;
  readonly record: Siirto;
  readonly unread: UnreadTexts;
}

function read(institution: string, { right, record, unread }: RightWithTransfer): Transfer {
  const key = record.lahdeOpiskeluoikeusAvain;
  const source = key === null ? null : sourceOf(institution, right);
  const terms = record.lukukausikertymat.map(({ ilmoittautuminenTila, maara }) => ({
    state: unread.word(ilmoittautuminenTila, termRegistrationStates, 'IlmoittautuminenTila'),
    terms: unread.orNull(countOf(maara), 'Maara'),
  }));
  return {
    transferredOn: unread.orNull(dayOf(record.siirtoPvm), 'SiirtoPvm'),
    sourceStudyRightId: recordId(unread.orNull(source, 'lahdeOpiskeluoikeusAvain'), key),
    termsUsed: asSet(terms, (a, b) => compareTexts(a.state, b.state)),
  };
}

/** Where a student came from: the receiving institution names it, the sending one names the other; undefined when neither. */
function sourceOf(institution: string, { organisaatiot }: Opiskeluoikeus): string | undefined {
  const named = organisaatiot.filter(({ rooli }) => rooli === sourceRole).map(({ koodi }) => koodi);
  const [source, ...others] = new Set(named);
  if (source) return (others.length === 0 ? codeOf(source) : null) ?? undefined;
  return organisaatiot.some(({ rooli }) => rooli === targetRole) ? institution : undefined;
}

const sourceRole = '3';
const targetRole = '4';
