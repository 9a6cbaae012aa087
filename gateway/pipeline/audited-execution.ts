import type { ClientLimits } from '../access/access.ts';
import type { DataFlow } from '../data-flow/data-flow.ts';
import type { FlowSources, FlowTeller } from '../data-flow/tell.ts';
import { AuditUnavailable } from '../disclosure/audit-unavailable.ts';
import { safeText } from '../disclosure/record-texts.ts';
import { askedPeople } from '../disclosure/request/asked-people.ts';
import type { Refusals } from '../disclosure/request/refusals.ts';
import {
  type Answered,
  createRequestAudit,
  type Recording as Records,
  type RequestAudit,
} from '../disclosure/request/request-audit.ts';
import type { AskedOperationName } from '../disclosure/request/terms.ts';
import { codedError, errorCodes } from '../errors.ts';
import type { OperationResult } from '../federation/execution/compiled-operation.ts';
import type { OperationExecutor } from '../federation/plan-executor.ts';
import { policyExtension } from '../policy/fill-in.ts';
import type { PolicyTable } from '../policy/policy-table.ts';
import type { PrunedOperation } from '../policy/prune.ts';
import { createPruner } from '../policy/pruner.ts';
import type { GatewayContext } from '../request-context.ts';
import { type AnswerReading, createAnswerReader } from './answer-reader.ts';
import { createPreparer, type PreparedOperation } from './prepared-operation.ts';
import { isPrinted } from './printed-data.ts';
import type { ServedOperation, ServedResult } from './served-operation.ts';
import { ListTaking, type TakenAnswer, takeAnswer } from './taken-answer.ts';

/** The log, its keys, and where refusals are recorded. */
export type Recording = Records & { readonly refusals: Refusals };

/** What makes an execution lawful. */
export interface AuditedDeps {
  readonly execute: OperationExecutor;
  readonly policy: PolicyTable;
  readonly recording: Recording;
  /** Under how many numbers registries are asked in one call for an answer about many people. */
  readonly numbersInCall: number;
  /** Null where nothing is told of what happens inside. */
  readonly tellFlow: FlowTeller | null;
}

/** What of an operation is granted, as it is planned and executed. */
export interface GrantedOperation {
  readonly pruned: PrunedOperation;
  readonly prepared: PreparedOperation;
  readonly reading: AnswerReading;
  /** Fields that were asked for and are not given, `Type.field`. */
  readonly denied: readonly string[];
}

/** What was executed, as it will be sent, and what is recorded of it. */
export type Taken = TakenAnswer & Pick<OperationResult, 'errors'>;

/** The steps of an operation from what is granted to what leaves. */
export interface AuditedSteps {
  /** What purpose and consents give of an operation; the rest is taken out before it is planned. */
  readonly prune: (asked: ServedOperation) => GrantedOperation;
  /** Opens the records of an operation: its intent is on disk before the first registry is asked. */
  readonly openAudit: (asked: ServedOperation, granted: GrantedOperation) => RequestAudit;
  /** Plans what is granted and has the registries asked. */
  readonly execute: (asked: ServedOperation, granted: GrantedOperation) => Promise<Taken>;
  /** Records the outcome; nothing leaves that is not on disk. */
  readonly conclude: (asked: ServedOperation, done: Done) => Promise<ServedResult>;
}

/** What there is of an operation when it was executed. */
export interface Done {
  readonly granted: GrantedOperation;
  readonly audit: RequestAudit;
  readonly taken: Taken;
}

/** Steps that remember what they made of an operation, for as long as its canonical form is remembered. */
export function createAuditedSteps(deps: AuditedDeps): AuditedSteps {
  const { policy, recording } = deps;
  const pruneOnce = createPruner();
  const prepare = createPreparer();
  const read = createAnswerReader();
  return {
    prune: (asked) => {
      const { schema, canonical, values: variables, context } = asked;
      const { grant, clock } = context.request;
      const today = clock.today();
      const pruned = pruneOnce({ schema, policy, ...canonical.shared, variables, grant, today });
      const prepared = prepare({ pruned, schema, variables });
      const denied = [...new Set(pruned.denied.map(({ field }) => field))];
      return { pruned, prepared, reading: read({ asked, pruned, prepared }), denied };
    },
    openAudit: (asked, { denied }) => {
      const { access, request, startedAt } = asked.context;
      const audit = createRequestAudit(recording, {
        access,
        requestId: request.requestId,
        operation: nameOf(asked),
        asked: askedPeople(asked.roots, access, recording.keys.subjectOfCode),
        denied,
        startedAt,
      });
      asked.context.audit = audit;
      return audit;
    },
    execute: (asked, granted) => executeAndTake(asked, granted, deps),
    conclude: async (asked, done) => {
      try {
        return await outcomeOf(asked, done, deps);
      } catch (error) {
        if (error instanceof AuditUnavailable) return withoutData('AUDIT_UNAVAILABLE');
        throw error;
      }
    },
  };
}

/** Executes an operation and takes its answer: in portions, where that is a long list. */
async function executeAndTake(
  { values: variables, variables: given, context }: ServedOperation,
  { prepared, reading }: GrantedOperation,
  { execute, numbersInCall }: AuditedDeps,
): Promise<Taken> {
  const { list } = prepared;
  const { plan, projection } = reading;
  const takenBy = { ...reading, given };
  const printedKey = list === null ? null : projection.onlyRootKey(list);
  // Whoever is told what happens inside is told of one step for each that the plan has.
  const isInOne = list === null || printedKey === null || plan.fields.size > 1 || context.flow !== null;
  const portioning = isInOne ? null : new ListTaking({ key: list, printedKey }, takenBy, numbersInCall);
  const { data, isInPortions, errors } = await execute({ ...prepared, variables, context, portioning });
  const taken = isInPortions ? portioning?.taken() : takeAnswer(data, takenBy);
  if (taken === undefined) throw new Error('The answer was made in portions, and nobody took them');
  return { ...taken, errors };
}

async function outcomeOf(
  asked: ServedOperation,
  { granted, audit, taken }: Done,
  { recording, tellFlow }: AuditedDeps,
): Promise<ServedResult> {
  const { context, schema } = asked;
  const { pruned, reading } = granted;
  const { data, people, receipt: draft } = taken;
  if (pruned.errors.length > 0) await recordForbidden(asked, granted, recording);
  const answer = fateOf(data, context.access.client.limits);
  const { reads, clientGone } = context;
  const receipt = await audit.conclude({
    answer,
    people,
    receipt: draft,
    reads,
    clientGone: clientGone.aborted,
  });
  if (answer === 'STAYS') return withoutData('ANSWER_TOO_LARGE');
  const extensions = {
    policy: policyExtension(context.request.grant, reading.denied),
    ...(receipt === null ? {} : { receipt }),
    ...flowExtension(tellFlow, context, { schema, people, denied: pruned.denied }),
  };
  const errors = reading.projection.errorsOf([...taken.errors, ...pruned.errors]);
  return { data, ...(errors.length === 0 ? {} : { errors }), extensions };
}

/** Only what was asked for is told, and only where it may be. */
function flowExtension(
  tell: FlowTeller | null,
  { flow, access, request, reads }: GatewayContext,
  told: Pick<FlowSources, 'schema' | 'people' | 'denied'>,
): { readonly dataFlow?: DataFlow } {
  if (tell === null || flow === null) return {};
  const { requestId } = request;
  return { dataFlow: tell({ ...told, flow: flow.recorded(), access, requestId, reads: reads.all() }) };
}

/** What was not asked at all is a refusal, beside whatever else the request was given. */
function recordForbidden(
  asked: ServedOperation,
  { denied }: GrantedOperation,
  { refusals }: Recording,
): Promise<void> {
  const { access, request } = asked.context;
  const { requestId } = request;
  return refusals.ofRequest({ access, code: 'FORBIDDEN', requestId, operation: nameOf(asked), denied });
}

/** A name is the client's to choose: one that the log must not hold is left out. */
function nameOf({ operation, queryHash }: ServedOperation): AskedOperationName {
  const name = safeText.safeParse(operation.name?.value);
  return { name: name.success ? name.data : null, hash: queryHash };
}

/** What was read is dropped. */
function withoutData(code: 'AUDIT_UNAVAILABLE' | 'ANSWER_TOO_LARGE'): ServedResult {
  return { errors: [codedError(code, errorCodes[code][1])] };
}

/** Whether there is an answer, and one that its client may get. */
function fateOf(
  data: TakenAnswer['data'],
  { answerKib }: Pick<ClientLimits, 'answerKib'>,
): Answered['answer'] {
  if (data === null) return 'NONE';
  const size = isPrinted(data) ? data.size() : Buffer.byteLength(JSON.stringify(data));
  return size > answerKib * 1024 ? 'STAYS' : 'LEAVES';
}
