import { randomUUID } from 'node:crypto';
import type { OperatorLog } from '../../../subgraphs/registry/alarms.ts';
import { tableVersion } from '../../../subgraphs/registry/data-rows.ts';
import type { Access, Refusal } from '../../access/access.ts';
import type { ErrorCode } from '../../errors.ts';
import type { DisclosureLog } from '../disclosure-log.ts';
import { type RefusalRecord, type RefusalSum, RefusalSums, type SummedRefusal } from './refusal-sums.ts';
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
  /** Somebody who was let in. Refusals for amount are summed by the minute. */
  readonly ofRequest: (refused: RefusedRequest) => Promise<void>;
  /** Somebody who was not, by network where the client is not known; summed. Without any credential, nobody. */
  readonly ofStranger: (refusal: Refusal, network: string | null) => Promise<void>;
  /** Records what is summed so far, and sums no more. */
  readonly close: () => Promise<void>;
}

/** What refusals are recorded with. */
export interface RefusalParts {
  readonly disclosures: Pick<DisclosureLog, 'append'>;
  readonly log: OperatorLog;
  readonly now: () => Date;
  /** Runs something every minute; what it gives ends that. */
  readonly everyMinute: (run: () => void) => () => void;
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

/** Refusals for amount, of which there is no end. */
const ofAmount = new Set<ErrorCode>(['RATE_LIMITED', 'OVERLOADED']);

/** Records refusals in the disclosure log; operators are told of those that could not be. */
export function createRefusals({ disclosures, log, now, everyMinute }: RefusalParts): Refusals {
  const sums = new RefusalSums();
  const record = async (refusal: RefusalRecord): Promise<void> => {
    try {
      await disclosures.append([refusal]);
    } catch {
      const { code, summed } = refusal;
      log.warn({ code, count: summed?.count ?? 1 }, 'A refusal could not be recorded in the disclosure log.');
    }
  };
  let since = now();
  const flush = async (): Promise<void> => {
    const terms = { at: now().toISOString(), since: since.toISOString() };
    since = now();
    await Promise.all(sums.take().map((sum) => record(recordOf(sum, terms))));
  };
  const stop = everyMinute(() => void flush());
  const sum = async (refusal: SummedRefusal): Promise<void> => {
    if (sums.isRecordedAlone(refusal)) await record(refusal.record);
  };
  return {
    ofRequest: async ({ access, code, requestId = randomUUID(), operation = null, denied = [] }) => {
      if (unrecorded.has(code)) return;
      const at = now().toISOString();
      const terms = termsOf(access, { requestId, operation });
      const refusal: RefusalRecord = { ...terms, kind: 'REFUSAL', at, code, denied: [...denied] };
      if (!ofAmount.has(code)) return record(refusal);
      const { purpose, credential, endUser } = terms;
      const who = JSON.stringify([purpose, credential, endUser]);
      await sum({ pool: poolOf(access.client.id), who, network: null, record: refusal });
    },
    ofStranger: async ({ code, reason, clientId }, network) => {
      if (reason === 'NO_CREDENTIAL') return;
      const refusal = { ...stranger, ...newIds(), at: now().toISOString(), clientId, code };
      const isKnown = clientId !== null;
      await sum({
        pool: poolOf(clientId),
        who: isKnown ? '' : (network ?? ''),
        network: isKnown ? null : network,
        record: refusal,
      });
    },
    close: async () => {
      stop();
      await flush();
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

function poolOf(clientId: string | null): string {
  return clientId === null ? 'strangers' : `client ${clientId}`;
}

function newIds(): Pick<RefusalRecord, 'requestId' | 'traceId'> {
  return { requestId: randomUUID(), traceId: randomUUID() };
}

/** One record of several refusals: it says only what is true of all of them. */
function recordOf(
  { of, isOfMany, count }: RefusalSum,
  { at, since }: { readonly at: string; readonly since: string },
): RefusalRecord {
  const { clientId, owner, credential, purpose, legalBasis, endUser, code } = of.record;
  return {
    ...stranger,
    ...newIds(),
    clientId,
    ...(isOfMany ? {} : { owner, credential, purpose, legalBasis, endUser }),
    at,
    code,
    summed: { count, since, network: isOfMany ? null : of.network },
  };
}
