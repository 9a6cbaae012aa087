import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import { Refused } from '../http/refusal.ts';
import type { KnownDocuments } from '../limits/known-documents.ts';
import type { PlanningBudget } from '../limits/planning-budget.ts';
import type { ReadingTurn } from '../limits/reading-turns.ts';
import { requestAskerOf } from '../limits/request-places.ts';
import type { DocumentResolver } from '../limits/trusted-documents.ts';
import type { Arrived } from '../request-context.ts';

/** What finds out what a body asks. */
export interface DocumentDeps {
  readonly resolveDocument: DocumentResolver;
  readonly documents: KnownDocuments;
  /** The time that documents which are not known may take to be read. */
  readonly reading: PlanningBudget & { readonly turn: ReadingTurn };
}

/** The request of a body, as GraphQL over HTTP has it, its document found and within all limits that need no schema. */
export type AskedDocument = Pick<Arrived, 'isRegistered' | 'spentOnReading'> & {
  readonly request: GraphqlRequest;
};

const mustBeObject = 'must be an object if provided';
const record = z.record(z.string(), z.unknown(), mustBeObject);
const requestShape = z.object({
  query: z.string('must be a string').nullish(),
  operationName: z.string('must be a string if provided').nullish(),
  variables: record.nullish(),
  extensions: record.nullish(),
});

/** The parts of a request that are executed. */
export interface GraphqlRequest {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
}

/** Who asks, while the client is still there. */
type Asking = Pick<Arrived, 'access' | 'clientGone'>;

/** Reads a body. Refuses what is no request, what is not registered where it must be, and what is over a limit or a budget. */
export async function readAskedDocument(
  body: unknown,
  asking: Asking,
  { resolveDocument, documents, reading }: DocumentDeps,
): Promise<AskedDocument> {
  if (Array.isArray(body))
    throw new Refused({ code: body.length === 0 ? 'BAD_REQUEST' : 'BATCHING_DISABLED' });
  const named = requestIn(body);
  const { access } = asking;
  const found = resolveDocument(body, access.client.id);
  if (!found.ok) throw new Refused(found.problem);
  const { document: query, isRegistered } = found;
  if (query === null) throw new Refused({ code: 'BAD_REQUEST', message: 'The request has no `query`.' });
  const request = { ...named, query };
  // What is registered or known is read at nobody's expense.
  if (isRegistered || documents.isKnown(query)) {
    refuseProblem(documents.problemOf(query));
    return { request, isRegistered, spentOnReading: () => undefined };
  }
  // There is no end of texts to be made up: who has used up their time is refused before one more is parsed.
  await waitToRead(asking, reading);
  const spentOnReading = (ms: number): void => reading.charge(access, ms);
  const begun = performance.now();
  const problem = documents.problemOf(query);
  spentOnReading(performance.now() - begun);
  refuseProblem(problem);
  return { request, isRegistered, spentOnReading };
}

/** What else goes with the document; what is null was left out. */
function requestIn(body: unknown): Omit<GraphqlRequest, 'query'> {
  const parsed = requestShape.safeParse(body);
  if (!parsed.success) throw new Refused({ code: 'BAD_REQUEST', message: messageOf(parsed.error) });
  const { operationName, variables } = parsed.data;
  return { ...(operationName == null ? {} : { operationName }), ...(variables == null ? {} : { variables }) };
}

function messageOf({ issues: [issue] }: z.ZodError): string {
  const [name] = issue?.path ?? [];
  return name === undefined ? 'The body must be a JSON object.' : `\`${String(name)}\` ${issue?.message}.`;
}

function refuseProblem(problem: ReturnType<KnownDocuments['problemOf']>): void {
  if (problem !== null) throw new Refused(problem);
}

/** Waits until a document that is not known may be read, right then. */
async function waitToRead({ access, clientGone }: Asking, reading: DocumentDeps['reading']): Promise<void> {
  const refuseSpent = (): void => {
    const wait = reading.admit(access);
    if (wait !== null) throw new Refused({ code: 'RATE_LIMITED' }, wait.retryAfterSeconds);
  };
  refuseSpent();
  const hasTurn = await reading.turn(requestAskerOf(access), clientGone);
  if (!hasTurn) throw new Refused({ code: 'RATE_LIMITED' }, 1);
  // Whoever has waited may have spent it all meanwhile.
  refuseSpent();
}
