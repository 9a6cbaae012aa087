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
} from '../disclosure/request/request-audit.ts';
import type { AskedOperationName } from '../disclosure/request/terms.ts';
import { codedError, errorCodes } from '../errors.ts';
import { rootSelections } from '../limits/root-selections.ts';
import { policyExtension } from '../policy/fill-in.ts';
import type { PolicyTable } from '../policy/policy-table.ts';
import { createPruner } from '../policy/pruner.ts';
import { createAnswerReader } from './answer-reader.ts';
import type { OperationResult } from './execution/compiled-operation.ts';
import type { ExecutedOperation, OperationExecutor } from './plan-executor.ts';
import { createPreparer, type PreparedOperation } from './prepared-operation.ts';
import { PrintedData } from './printed-data.ts';
import type { GatewayContext } from './request.ts';
import type { ServedExecutor, ServedOperation, ServedResult } from './served-executor.ts';
import { ListTaking, type TakenAnswer, type TakenBy, takeAnswer } from './taken-answer.ts';

/** The log, its keys, and where refusals are recorded. */
export type Recording = Records & { readonly refusals: Refusals };

/** What makes an execution lawful. */
export interface LawfulParts {
  readonly policy: PolicyTable;
  readonly recording: Recording;
  /** Under how many numbers registries are asked in one call for an answer about many people. */
  readonly numbersInCall: number;
  /** Null where nothing is told of what happens inside. */
  readonly tellFlow: FlowTeller | null;
}

/**
 * Executes lawfully: what the grant does not give is taken out before planning, nothing is asked before its intent is
 * on disk, and nothing leaves before its outcome is.
 */
export function createLawfulExecutor(execute: OperationExecutor, parts: LawfulParts): ServedExecutor {
  const { policy, recording, tellFlow, numbersInCall } = parts;
  const prune = createPruner();
  const prepare = createPreparer();
  const read = createAnswerReader();
  const take = takerOf(execute, numbersInCall);
  return async (request) => {
    const { schema, canonical, values: variables, context } = request;
    const { grant, clock } = context.request;
    const today = clock.today();
    const pruned = prune({ schema, policy, ...canonical.shared, variables, grant, today });
    const prepared = prepare({ pruned, schema, variables });
    const reading = read({ asked: request, pruned, prepared });
    const denied = [...new Set(pruned.denied.map(({ field }) => field))];
    const audit = auditOf(request, { ...recording, denied });
    context.audit = audit;
    const executed = { ...prepared, variables, context };
    const taken = await take(executed, { ...reading, given: request.variables });
    const { data, people, receipt: draft, errors: met } = taken;
    const { reads, clientGone } = context;
    const answer = fateOf(data, context.access.client.limits);
    const answered = {
      answer,
      people,
      receipt: draft,
      reads,
      clientGone: clientGone.aborted,
    };
    try {
      if (pruned.errors.length > 0) await recordForbidden(request, { ...recording, denied });
      const receipt = await audit.conclude(answered);
      if (answer === 'STAYS') return withoutData('ANSWER_TOO_LARGE');
      const extensions = {
        policy: policyExtension(grant, reading.denied),
        ...(receipt === null ? {} : { receipt }),
        ...flowExtension(tellFlow, context, { schema, people, denied: pruned.denied }),
      };
      const errors = reading.projection.errorsOf([...met, ...pruned.errors]);
      return { data, ...(errors.length === 0 ? {} : { errors }), extensions };
    } catch (error) {
      if (error instanceof AuditUnavailable) return withoutData('AUDIT_UNAVAILABLE');
      throw error;
    }
  };
}

type Executed = PreparedOperation & Omit<ExecutedOperation, keyof PreparedOperation | 'portioning'>;
type Taken = TakenAnswer & Pick<OperationResult, 'errors'>;

/** Executes operations and takes their answers: in portions, where an answer is a long list. */
function takerOf(execute: OperationExecutor, numbersInCall: number) {
  return async (executed: Executed, reading: TakenBy): Promise<Taken> => {
    const { list, context } = executed;
    const { plan, projection } = reading;
    const printedKey = list === null ? null : projection.onlyRootKey(list);
    // Whoever is told what happens inside is told of one step for each that the plan has.
    const isInOne = list === null || printedKey === null || plan.fields.size > 1 || context.flow !== null;
    const portioning = isInOne ? null : new ListTaking({ key: list, printedKey }, reading, numbersInCall);
    const { data, isInPortions, errors } = await execute({ ...executed, portioning });
    const taken = isInPortions ? portioning?.taken() : takeAnswer(data, reading);
    if (taken === undefined) throw new Error('The answer was made in portions, and nobody took them');
    return { ...taken, errors };
  };
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

type Denying = Recording & { readonly denied: readonly string[] };

function auditOf(request: ServedOperation, { denied, ...recording }: Denying) {
  const { access, request: own, startedAt } = request.context;
  const roots = rootSelections(request.canonical.shared.operation, request.values);
  return createRequestAudit(recording, {
    access,
    requestId: own.requestId,
    operation: nameOf(request),
    asked: askedPeople(roots, access, recording.keys.subjectOfCode),
    denied,
    startedAt,
  });
}

/** What was not asked at all is a refusal, beside whatever else the request was given. */
function recordForbidden(request: ServedOperation, { refusals, denied }: Denying): Promise<void> {
  const { access, request: own } = request.context;
  const { requestId } = own;
  return refusals.ofRequest({ access, code: 'FORBIDDEN', requestId, operation: nameOf(request), denied });
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
  const size = data instanceof PrintedData ? data.size() : Buffer.byteLength(JSON.stringify(data));
  return size > answerKib * 1024 ? 'STAYS' : 'LEAVES';
}
