import { performance } from 'node:perf_hooks';
import type { FactRead } from '../../../subgraphs/registry/fact-read.ts';
import type { Access } from '../../access/access.ts';
import type { Position } from '../chain.ts';
import type { DisclosureLog } from '../disclosure-log.ts';
import type { DisclosureKeys } from '../keys.ts';
import type { IssuedReceipt, ReceiptDraft } from '../receipts/issue.ts';
import type { NewRecord } from '../record.ts';
import type { AnsweredPeople } from './answered-people.ts';
import { type AskedRoot, subjectsOf } from './asked-people.ts';
import { factNamedIn } from './fact-fields.ts';
import { outcomesOf, type RequestOutcome } from './outcomes.ts';
import { type AskedOperationName, termsOf } from './terms.ts';

/** The log and the keys that records and receipts are made with. */
export interface Recording {
  readonly log: DisclosureLog;
  readonly keys: DisclosureKeys;
}

/** One request, as its records tell of it. */
export interface AuditedRequest {
  readonly access: Access;
  readonly requestId: string;
  readonly operation: AskedOperationName;
  readonly asked: readonly AskedRoot[];
  /** Fields of the graph that are not given, `Type.field`. */
  readonly denied: readonly string[];
  /** By the monotonic clock, milliseconds. */
  readonly startedAt: number;
}

/** What a request came to, before it leaves. */
export interface Answered {
  /** Whether there is an answer, whatever it says. */
  readonly isAnswered: boolean;
  readonly people: AnsweredPeople;
  /** With commitments to all facts of the answer as it will be sent. */
  readonly receipt: ReceiptDraft;
  readonly reads: readonly FactRead[];
  readonly clientGone: boolean;
}

/** The records of one request: the intent before anything is asked, the outcome before anything leaves. */
export interface RequestAudit {
  /** Begins to write the intent to ask these registries; once. */
  readonly intend: (registries: readonly string[]) => void;
  /** Resolves when the intent is on disk. Rejects when it cannot be written, or there is none: nothing may be asked. */
  readonly mayAsk: () => Promise<void>;
  /**
   * Writes what was disclosed and gives the receipt; null when nothing was asked. Rejects when it cannot be written, or
   * the intent could not: then nothing may leave.
   */
  readonly conclude: (answered: Answered) => Promise<IssuedReceipt | null>;
}

/** The audit of one request. */
export function createRequestAudit({ log, keys }: Recording, request: AuditedRequest): RequestAudit {
  const { access, asked, operation } = request;
  const terms = termsOf(access, request);
  let intent: Promise<void> | null = null;
  const intentOf = (registries: readonly string[]): NewRecord => ({
    ...terms,
    kind: 'INTENT',
    at: now(),
    subjects: [...subjectsOf(asked)],
    registries: [...registries],
    denied: [...request.denied],
  });
  return {
    intend: (registries) => {
      if (registries.length === 0) return;
      intent ??= log.append([intentOf(registries)]).then(() => undefined);
      // Whoever waits hears of a failure; when nobody does yet, it is no unhandled one.
      intent.catch(() => undefined);
    },
    mayAsk: () => intent ?? Promise.reject(new Error('Nothing was intended')),
    conclude: async ({ isAnswered, people, receipt, reads, clientGone }) => {
      if (intent === null) return null;
      await intent;
      const at = now();
      const written = await writeOutcomes(log, {
        terms: {
          ...terms,
          kind: 'OUTCOME',
          at,
          result: resultOf(isAnswered, clientGone),
          latencyMs: Math.max(0, Math.round(performance.now() - request.startedAt)),
        },
        asked,
        reads,
        people,
        commitmentsOf: (subject) => receipt.commitmentsOf(subject),
      });
      if (written.positions.length === 0) return null;
      const { requestId, clientId, owner, purpose, caseReference } = terms;
      return receipt.issue(
        {
          requestId,
          clientId,
          owner,
          purpose,
          caseReference,
          operationHash: operation.hash,
          registries: [...written.registries].sort(),
          fields: fieldsOf(people, written),
          at,
        },
        { logId: log.logId, keys, positions: written.positions },
      );
    },
  };
}

/** What a receipt says of outcomes that were written. */
interface WrittenOutcomes {
  /** In their order. */
  readonly positions: readonly Position[];
  readonly registries: ReadonlySet<string>;
  /** Lists of what was disclosed; many people share one. */
  readonly disclosed: ReadonlySet<readonly string[]>;
}

async function writeOutcomes(
  log: Pick<DisclosureLog, 'append'>,
  outcome: RequestOutcome,
): Promise<WrittenOutcomes> {
  const positions: Position[] = [];
  const registries = new Set<string>();
  const disclosed = new Set<readonly string[]>();
  for (const outcomes of outcomesOf(outcome)) {
    for (const { told } of outcomes) {
      for (const one of told) {
        registries.add(one.registry);
        disclosed.add(one.disclosed);
      }
    }
    positions.push(...(await log.append(outcomes)));
  }
  return { positions, registries, disclosed };
}

/** Of each fact in an answer its fields, whoever's they are; and what else was told. */
function fieldsOf({ allFields }: AnsweredPeople, { disclosed }: WrittenOutcomes): string[] {
  const others = [...disclosed].flat().filter((text) => !allFields.has(factNamedIn(text)));
  return [...new Set([...[...allFields.values()].map(({ text }) => text), ...others])].sort();
}

function resultOf(isAnswered: boolean, clientGone: boolean): 'DISCLOSED' | 'CLIENT_GONE' | 'FAILED' {
  if (clientGone) return 'CLIENT_GONE';
  return isAnswered ? 'DISCLOSED' : 'FAILED';
}

function now(): string {
  return new Date().toISOString();
}
