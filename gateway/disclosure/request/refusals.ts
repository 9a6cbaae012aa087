import { randomUUID } from 'node:crypto';
import type { OperatorLog } from '../../../subgraphs/registry/alarms.ts';
import { tableVersion } from '../../../subgraphs/registry/data-rows.ts';
import type { Access, Refusal } from '../../access/access.ts';
import type { ErrorCode } from '../../errors.ts';
import type { DisclosureLog } from '../disclosure-log.ts';
import type { NewRecord } from '../record.ts';
import { type AskedOperationName, termsOf } from './terms.ts';

/** A refusal of somebody who was let in. */
export interface RefusedRequest {
  readonly access: Access;
  readonly code: ErrorCode;
  readonly requestId?: string;
  readonly operation?: AskedOperationName | null;
  /** Fields of the graph that were asked for and not given, `Type.field`. */
  readonly denied?: readonly string[];
}

/** Records what was refused. A refusal discloses nothing, so it stands also when it cannot be recorded. */
export interface Refusals {
  /** Somebody who was let in. */
  readonly ofRequest: (refused: RefusedRequest) => Promise<void>;
  /** Somebody who was not; without any credential there is nobody to record. */
  readonly ofStranger: (refusal: Refusal) => Promise<void>;
}

/** Errors that are no refusal of lawfulness or amount: a request that cannot be read or fails. */
const unrecorded = new Set<ErrorCode>([
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'AUDIT_UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
]);

/** Records refusals in the disclosure log; operators are told of one that could not be. */
export function createRefusals(disclosures: Pick<DisclosureLog, 'append'>, log: OperatorLog): Refusals {
  const record = async (refusal: NewRecord, code: ErrorCode): Promise<void> => {
    try {
      await disclosures.append([refusal]);
    } catch {
      log.warn({ code }, 'A refusal could not be recorded in the disclosure log.');
    }
  };
  return {
    ofRequest: async ({ access, code, requestId = randomUUID(), operation = null, denied = [] }) => {
      if (unrecorded.has(code)) return;
      const at = new Date().toISOString();
      const terms = termsOf(access, { requestId, operation });
      await record({ ...terms, kind: 'REFUSAL', at, code, denied: [...denied] }, code);
    },
    ofStranger: async ({ code, reason, clientId }) => {
      if (reason === 'NO_CREDENTIAL') return;
      await record(
        { ...stranger, requestId: randomUUID(), traceId: randomUUID(), at: now(), clientId, code },
        code,
      );
    },
  };
}

const nothing: string[] = [];
const stranger = {
  kind: 'REFUSAL',
  owner: null,
  credential: null,
  purpose: null,
  legalBasis: null,
  caseReference: null,
  endUser: null,
  consentIds: nothing,
  operation: null,
  policyVersion: tableVersion,
  denied: nothing,
} as const;

function now(): string {
  return new Date().toISOString();
}
