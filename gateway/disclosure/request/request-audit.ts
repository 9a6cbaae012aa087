import { performance } from 'node:perf_hooks';
import type { Access } from '../../access/access.ts';
import type { Position } from '../chain.ts';
import type { DisclosureLog } from '../disclosure-log.ts';
import type { DisclosureKeys } from '../keys.ts';
import type { OutcomeTerms, PersonOutcome } from '../outcome-form.ts';
import type { IssuedReceipt, ReceiptDraft } from '../receipts/issue.ts';
import type { NewRecord } from '../record.ts';
import type { ToldForm } from '../told-form.ts';
import type { AnsweredPeople } from './answered-people.ts';
import { type AskedRoot, subjectsOf } from './asked-people.ts';
import { factNamedIn } from './fact-fields.ts';
import { outcomesOf, type RequestOutcome } from './outcomes.ts';
import { noFields, type PersonFields } from './person-fields.ts';
import type { RequestReads } from './read-set.ts';
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
  /** Whether there is an answer, whatever it says, and whether it leaves. */
  readonly answer: 'LEAVES' | 'STAYS' | 'NONE';
  readonly people: AnsweredPeople;
  /** With commitments to all facts of the answer as it will be sent. */
  readonly receipt: ReceiptDraft;
  readonly reads: RequestReads;
  readonly clientGone: boolean;
}

/** The records of one request: the intent before anything is asked, the outcome before anything leaves. */
export interface RequestAudit {
  /** Begins to write the intent to ask these registries; once. */
  readonly intend: (registries: readonly string[]) => void;
  /** Resolves when the intent is on disk. Rejects when it cannot be written, or there is none: nothing may be asked. */
  readonly mayAsk: () => Promise<void>;
  /**
   * Writes what was disclosed and gives the receipt; null when nothing was asked, or nothing leaves. Rejects when it cannot be written, or
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
    conclude: async ({ answer, people, receipt, reads, clientGone }) => {
      if (intent === null) return null;
      await intent;
      const at = now();
      const outcomeTerms = {
        ...terms,
        kind: 'OUTCOME',
        at,
        result: clientGone ? 'CLIENT_GONE' : results[answer],
        latencyMs: Math.max(0, Math.round(performance.now() - request.startedAt)),
      } as const;
      const outcome = {
        asked,
        reads,
        people: answer === 'STAYS' ? nobody : people,
        commitmentsOf: (subject: string) => receipt.commitmentsOf(subject),
      };
      const written = await writeOutcomes(log, outcomeTerms, outcome);
      if (written.positions.length === 0 || answer === 'STAYS') return null;
      const { requestId, clientId, owner, purpose, caseReference } = terms;
      return receipt.issue(
        {
          requestId,
          clientId,
          owner,
          purpose,
          caseReference,
          operationHash: operation.hash,
          registries: [...new Set([...written.forms].map(({ registry }) => registry))].sort(),
          fields: [...fieldsOf(people, written)],
          at,
        },
        { logId: log.logId, keys, positions: written.positions },
      );
    },
  };
}

/** Outcomes that were written. */
interface WrittenOutcomes {
  /** In their order. */
  readonly positions: readonly Position[];
  /** What they say, each form once. */
  readonly forms: ReadonlySet<ToldForm>;
}

async function writeOutcomes(
  log: Pick<DisclosureLog, 'appendOutcomes'>,
  terms: OutcomeTerms,
  outcome: RequestOutcome,
): Promise<WrittenOutcomes> {
  const forms = new Set<ToldForm>();
  const noted = function* (): Generator<readonly PersonOutcome[], void> {
    for (const people of outcomesOf(outcome)) {
      for (const { told } of people) for (const { form } of told) forms.add(form);
      yield people;
    }
  };
  return { positions: await log.appendOutcomes(terms, noted()), forms };
}

/** Of each fact in an answer its fields, whoever's they are; and what else was told. */
function fieldsOf({ allFields }: AnsweredPeople, { forms }: WrittenOutcomes): readonly string[] {
  const texts = textsOf(allFields);
  // Where a form has facts, what it discloses is fields of these.
  const others = [...forms].filter(({ facts }) => facts.length === 0).flatMap(({ disclosed }) => disclosed);
  const unknown = others.filter((text) => !allFields.has(factNamedIn(text)));
  return unknown.length === 0 ? texts : [...new Set([...texts, ...unknown])].sort();
}

const knownTexts = new WeakMap<PersonFields, readonly string[]>();

/** Each text once, in order. */
function textsOf(fields: PersonFields): readonly string[] {
  const texts = knownTexts.get(fields) ?? [...new Set([...fields.values()].map(({ text }) => text))].sort();
  knownTexts.set(fields, texts);
  return texts;
}

const results = { LEAVES: 'DISCLOSED', STAYS: 'NOT_DELIVERED', NONE: 'FAILED' } as const;

/** Of an answer that does not leave nobody is in it. */
const nobody: AnsweredPeople = { fields: new Map(), allFields: noFields, matches: new Map() };

function now(): string {
  return new Date().toISOString();
}
