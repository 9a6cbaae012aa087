import type { Institution } from '../../registry/institutions.ts';
import type { ReasonCode } from '../../registry/reasons.ts';
import type { StudyRight } from '../required-facts.ts';
import { areComparable, levelOf, sameInstitution } from './study-rights.ts';

/**
 * Whether nothing between two rights is a change of institution, whatever their days: one institution, a merger, a part
 * of one institution in the other's right, rights that belong together, or a right that leads to no degree.
 */
export function cannotBeChange(from: StudyRight, to: StudyRight, rights: readonly StudyRight[]): boolean {
  if (sameInstitution(from.institution, to.institution)) return true;
  if (leadsToNoDegree(from) || leadsToNoDegree(to)) return true;
  if (from.relatedRightIds.includes(to.id) || to.relatedRightIds.includes(from.id)) return true;
  return isPart(from, to) || isPart(to, from) || hasMerged(from, to, rights) || hasMerged(to, from, rights);
}

/** What leaves open whether two rights are at institutions that have nothing to do with each other; null when nothing does. */
export function doubtOfChange(from: StudyRight, to: StudyRight): ReasonCode | null {
  if (!areComparable(from.institution, to.institution)) return 'RECORD_UNREADABLE';
  if (from.type === 'UNKNOWN' || to.type === 'UNKNOWN') return 'LEVEL_UNKNOWN';
  if (namesInRole(from, to.institution) || namesInRole(to, from.institution)) return 'RECORD_UNREADABLE';
  const classifications = new Set([...classificationsOf(from), ...classificationsOf(to)]);
  if (classifications.has('UNKNOWN')) return 'RECORD_UNREADABLE';
  // A joint programme may go on elsewhere, and its institutions' parts are not reported.
  const isJoint = classifications.has('JOINT_DEGREE') || classifications.has('DOUBLE_DEGREE');
  return isJoint ? 'NOT_REPORTED' : null;
}

function leadsToNoDegree(right: StudyRight): boolean {
  return (
    levelOf(right) === 'OTHER' ||
    levelOf(right) === 'EXCHANGE' ||
    classificationsOf(right).includes('INCOMING_EXCHANGE')
  );
}

/** Whether the institution of one right has a known part in the other. */
function isPart(right: StudyRight, other: StudyRight): boolean {
  return other.institutionRoles.some(
    ({ role, institution }) => role !== 'UNKNOWN' && sameInstitution(institution, right.institution),
  );
}

/** Whether any right says that its institution, which is that of one of the two, took in that of the other. */
function hasMerged(old: StudyRight, next: StudyRight, rights: readonly StudyRight[]): boolean {
  return rights.some(
    (right) =>
      sameInstitution(right.institution, next.institution) &&
      right.institutionRoles.some(
        ({ role, institution }) => role === 'MERGED_GRANTOR' && sameInstitution(institution, old.institution),
      ),
  );
}

/** Whether a right names an institution in a role that is not understood. */
function namesInRole(right: StudyRight, named: Institution): boolean {
  return right.institutionRoles.some(
    ({ role, institution }) => role === 'UNKNOWN' && sameInstitution(institution, named),
  );
}

/** Those of every phase: a right does not change its kind. */
function classificationsOf({ classifications, phases }: StudyRight): StudyRight['classifications'] {
  return [...classifications, ...phases.flatMap((phase) => phase.classifications)];
}
