import { tableVersion } from '../../../subgraphs/registry/data-rows.ts';
import { purposes } from '../../../subgraphs/registry/purpose.ts';
import type { Access } from '../../access/access.ts';
import type { NewRecord } from '../record.ts';

/** What every record of one request says. */
export type RequestTerms = Omit<
  Extract<NewRecord, { kind: 'INTENT' }>,
  'kind' | 'at' | 'subjects' | 'registries' | 'denied'
>;

/** The operation of a request: its name, and the hash of what the client sent. */
export interface AskedOperationName {
  readonly name: string | null;
  readonly hash: string;
}

/** Who asks, what for and by what operation. */
export function termsOf(
  access: Access,
  { requestId, operation }: { readonly requestId: string; readonly operation: AskedOperationName | null },
): RequestTerms {
  const { client, credential, purpose, caseReference, endUser, consentIds, traceId } = access;
  return {
    requestId,
    traceId,
    clientId: client.id,
    owner: client.owner,
    credential,
    purpose,
    legalBasis: purposes[purpose].legalBasis,
    caseReference,
    endUser,
    consentIds: [...consentIds],
    operation,
    policyVersion: tableVersion,
  };
}
