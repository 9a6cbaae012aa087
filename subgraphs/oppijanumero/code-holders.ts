import type { Answer } from '../registry/answer.ts';
import { isOppijanumero } from '../registry/identifiers.ts';
import { type FactReason, reasonOf } from '../registry/reasons.ts';
import { readRecords } from '../registry/reply.ts';
import { codeHolderSchema } from './contract.ts';
import { reasonOfFailure } from './looked-up.ts';

/** Whose records carry the identity codes asked. */
export interface CodeHolders {
  /** Person OIDs by code. */
  readonly oidsByCode: ReadonlyMap<string, readonly string[]>;
  /** Records that could not be read: they may carry any of the codes. */
  readonly unreadable: number;
}

/** Whose one identity code is, or why nobody can tell. No OID means that no record carries it now. */
export type CodeLookedUp =
  | { readonly answered: true; readonly personOids: readonly string[] }
  | { readonly answered: false; readonly reason: FactReason };

// The OID is asked about next, and one that is none would fail that question for everybody.
const holderSchema = codeHolderSchema.refine(({ oidHenkilo }) => isOppijanumero(oidHenkilo));

/** Reads basic data one by one. */
export function readCodeHolders(values: readonly unknown[]): CodeHolders {
  const { records, unreadable } = readRecords(holderSchema, values);
  const oidsByCode = new Map<string, string[]>();
  for (const { hetu, oidHenkilo } of records) {
    if (hetu) oidsByCode.set(hetu, [...(oidsByCode.get(hetu) ?? []), oidHenkilo]);
  }
  return { oidsByCode, unreadable };
}

/** Whether an answer holds a code that nobody asked about. */
export function hasOtherCodes({ oidsByCode }: CodeHolders, asked: ReadonlySet<string>): boolean {
  return [...oidsByCode.keys()].some((code) => !asked.has(code));
}

/** What an answer says of one code. */
export function codeLookedUp(code: string, answer: Answer<CodeHolders>): CodeLookedUp {
  if (!answer.answered) {
    return { answered: false, reason: reasonOfFailure(answer.failure) };
  }
  const personOids = answer.value.oidsByCode.get(code) ?? [];
  if (personOids.length === 0 && answer.value.unreadable > 0) {
    return { answered: false, reason: reasonOf('RECORD_UNREADABLE', { whoCanFix: 'OPH' }) };
  }
  return { answered: true, personOids: [...new Set(personOids)] };
}
