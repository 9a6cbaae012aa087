import { type DataRow, dataRows, isDataRow } from '../../subgraphs/registry/data-rows.ts';
import { isPurpose, type Purpose, purposes } from '../../subgraphs/registry/purpose.ts';
import type { Access, Client, Refusal } from './access.ts';
import { acceptedCaseReference, acceptedPseudonym, isCaseReference, isPseudonym } from './references.ts';

/** What a request says it is for; null where it says nothing. */
export interface StatedPurpose {
  readonly purpose: string | null;
  readonly caseReference: string | null;
  readonly endUser: string | null;
  readonly needs: string | null;
  /** The one purpose that the token was given for; null when it was given for all of the client's. */
  readonly purposeOfToken: string | null;
}

/** What a request is for, or why that is not accepted. */
export type PurposeCheck =
  | {
      readonly ok: true;
      readonly asked: Pick<Access, 'purpose' | 'caseReference' | 'endUser' | 'needs'>;
    }
  | { readonly ok: false; readonly refusal: Refusal };

/** Checks what an authority states of its purpose and case. The client's registration and token win over headers. */
export function checkPurpose(client: Client, stated: StatedPurpose): PurposeCheck {
  const purpose = purposeOf(client, stated);
  if (typeof purpose !== 'string') return { ok: false, refusal: purpose };
  const { caseReference, endUser } = stated;
  const needs = needsOf(stated.needs, purpose);
  const refusal =
    problemOfCase(client, purpose, caseReference) ??
    problemOfEndUser(client, purpose, endUser) ??
    (needs === null ? refusalOfNeeds(client, purpose) : null);
  if (refusal !== null || needs === null)
    return { ok: false, refusal: refusal ?? refusalOfNeeds(client, purpose) };
  return { ok: true, asked: { purpose, caseReference, endUser, needs } };
}

function purposeOf(client: Client, { purpose, purposeOfToken }: StatedPurpose): Purpose | Refusal {
  const accepted = client.purposes.join(', ');
  const clientId = client.id;
  if (purpose === null || !isPurpose(purpose)) {
    const message = `X-Purpose must be a purpose of the client: ${accepted}.`;
    return { code: 'PURPOSE_REQUIRED', message, reason: 'PURPOSE', clientId };
  }
  if (!client.purposes.includes(purpose)) {
    const message = `The client may ask only for ${accepted}.`;
    return { code: 'FORBIDDEN', message, reason: 'PURPOSE', clientId };
  }
  if (purposeOfToken === null || purposeOfToken === purpose) return purpose;
  const message = 'The token was given for another purpose than X-Purpose.';
  return { code: 'FORBIDDEN', message, reason: 'PURPOSE_OF_TOKEN', clientId };
}

function problemOfCase(client: Client, purpose: Purpose, text: string | null): Refusal | null {
  if (text === null ? !purposes[purpose].needsCase : isCaseReference(text)) return null;
  const message = `X-Case must be the reference of a case: ${acceptedCaseReference}.`;
  return { code: 'CASE_REFERENCE_REQUIRED', message, reason: 'CASE', clientId: client.id };
}

function problemOfEndUser(client: Client, purpose: Purpose, text: string | null): Refusal | null {
  if (text === null ? !purposes[purpose].needsEndUser : isPseudonym(text)) return null;
  const message = `X-End-User must be a pseudonymous id: ${acceptedPseudonym}.`;
  return { code: 'END_USER_REQUIRED', message, reason: 'END_USER', clientId: client.id };
}

/** The rows named, without those that the purpose gets anyway; null when one is unknown or never given for it. */
function needsOf(text: string | null, purpose: Purpose): readonly DataRow[] | null {
  const names = (text ?? '').split(',').map((name) => name.trim());
  const named = [...new Set(names.filter((name) => name !== ''))];
  const rows = named.filter(isDataRow).filter((row) => dataRows[row][purpose] !== 'NEVER');
  if (rows.length < named.length) return null;
  return rows.filter((row) => dataRows[row][purpose] === 'IF_NEEDED');
}

function refusalOfNeeds(client: Client, purpose: Purpose): Refusal {
  const accepted = Object.keys(dataRows).filter(
    (row) => isDataRow(row) && dataRows[row][purpose] === 'IF_NEEDED',
  );
  const message = `X-Case-Needs may name, for ${purpose}: ${accepted.join(', ') || 'nothing'}.`;
  return { code: 'FORBIDDEN', message, reason: 'NEEDS', clientId: client.id };
}
