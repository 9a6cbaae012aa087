import { type Dispatcher, Pool } from 'undici';
import type { OperatorLog } from '../../../subgraphs/registry/alarms.ts';
import { listenersHere } from '../../../subgraphs/registry/call-witness.ts';
import { remainingMs } from '../../../subgraphs/registry/deadline.ts';
import { grantHeader } from '../../../subgraphs/registry/grant-claims.ts';
import { passOn } from '../../data-flow/remote-calls.ts';
import { codedError } from '../../errors.ts';
import type { GatewayContext } from '../../request-context.ts';
import { mayAsk, type SubgraphSource } from '../data-source.ts';
import type { SubgraphQuestion, SubgraphReply } from '../execution/plan-run.ts';
import { CallFailure, failureBefore } from './call-failure.ts';
import { createFailureLog, type ToldFailure } from './failure-log.ts';
import type { GrantSigner } from './grant-signer.ts';
import { readReply } from './graphql-reply.ts';
import { acceptedTypes, readAnswer } from './http-answer.ts';
import type { SubgraphTls } from './settings.ts';
import type { StudentReads } from './student-reads.ts';
import { toldErrors } from './told-errors.ts';

/** What a source over HTTP works with. */
export interface HttpSourceParts {
  /** Where operators are told why a call failed. */
  readonly log: OperatorLog;
  /** A monotonic clock, milliseconds. */
  readonly now: () => number;
  readonly studentReads: StudentReads;
  readonly sign: GrantSigner;
  readonly tls: SubgraphTls;
}

/**
 * Calls a subgraph of any making that runs as its own server. A failure becomes a coded error that names the subgraph and
 * nothing else; operators are told its kind. What was read is recorded as the subgraph tells it, and where it does not,
 * as far as question and answer tell.
 */
export function httpDataSource(name: string, url: string, parts: HttpSourceParts): SubgraphSource {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, {
    connections: 64,
    pipelining: 1,
    connect: { ...parts.tls, minVersion: 'TLSv1.2' },
  });
  const server: Server = { name, pool, path: pathname, tell: createFailureLog(name, parts), ...parts };
  return {
    isInProcess: false,
    ask: async (question, context) => {
      await mayAsk(context);
      return call(server, question, context);
    },
    // Whoever waited is gone by now: what still hangs is cut.
    close: () => pool.destroy(),
  };
}

interface Server extends HttpSourceParts {
  readonly name: string;
  readonly pool: Pool;
  readonly path: string;
  readonly tell: (failure: ToldFailure) => void;
}

async function call(
  server: Server,
  question: SubgraphQuestion,
  context: GatewayContext,
): Promise<SubgraphReply> {
  const startedAt = server.now();
  const { requestId } = context.request;
  const tell = ({ kind, status }: Pick<ToldFailure, 'kind' | 'status'>): void => {
    // That nobody waits any more is no failure of the subgraph.
    if (context.clientGone.aborted) return;
    server.tell({ kind, status, ms: server.now() - startedAt, requestId });
  };
  const asked: Asked = { question, context, areReadsTold: false, tell };
  try {
    return await answerTo(server, asked);
  } catch (error) {
    // It may have been asked nevertheless.
    if (!asked.areReadsTold) tellReads(server, asked, null);
    if (!(error instanceof CallFailure)) throw error;
    tell(error);
    throw unavailable(server.name, context.end.aborted);
  }
}

interface Asked {
  readonly question: SubgraphQuestion;
  readonly context: GatewayContext;
  readonly tell: (failure: Pick<ToldFailure, 'kind' | 'status'>) => void;
  /** Whether the subgraph itself told what it read. */
  areReadsTold: boolean;
}

async function answerTo(server: Server, asked: Asked): Promise<SubgraphReply> {
  const { question, context, tell } = asked;
  const sentAt = performance.now();
  const answer = await send(server, asked);
  const { statusCode: status } = answer;
  const { reads, calls, failed, reply } = readReply(await readAnswer(answer), status);
  const isOwn = reads !== null;
  asked.areReadsTold = isOwn;
  for (const read of reads ?? []) context.request.onRead?.(read);
  passOn(calls, sentAt);
  if (failed !== null) throw new CallFailure(failed, status);
  const data = reply.data ?? null;
  if (!isOwn) tellReads(server, asked, data);
  const { query } = question;
  const { errors, hidden } = toldErrors({ subgraph: server.name, query, errors: reply.errors ?? [], isOwn });
  if (hidden > 0) tell({ kind: 'ERRORS', status });
  return { data, errors };
}

/** Every time it is sent anew, a question is signed anew: a grant is good once. */
async function send(server: Server, { question, context }: Asked): Promise<Dispatcher.ResponseData> {
  const { query, variables } = question;
  const body = JSON.stringify({ query, variables });
  const { requestId, grant, chosenDay: day = null } = context.request;
  const calls = listenersHere().length > 0;
  const token = await server.sign({ subgraph: server.name, requestId, body, day, calls, grant });
  const headers = { ...headersOf(context.request), [grantHeader]: token };
  const { pool, path } = server;
  const sent = pool.request({ method: 'POST', path, headers, body, signal: context.end });
  return sent.catch((error: unknown) => {
    throw failureBefore(error);
  });
}

function tellReads(
  { studentReads }: Server,
  { question, context }: Asked,
  data: Parameters<StudentReads>[1],
): void {
  for (const read of studentReads(question, data)) context.request.onRead?.(read);
}

function unavailable(subgraph: string, timedOut: boolean): Error {
  const [code, message] = timedOut
    ? (['DEADLINE_EXCEEDED', `The part “${subgraph}” of the gateway did not answer in time.`] as const)
    : (['SUBGRAPH_UNAVAILABLE', `The part “${subgraph}” of the gateway gave no answer.`] as const);
  return codedError(code, message, { subgraph });
}

/** The subgraph is told how much time is left, so that it too answers with what it has. */
function headersOf({ requestId, signal }: GatewayContext['request']): Record<string, string> {
  return {
    'content-type': 'application/json',
    accept: acceptedTypes,
    'accept-encoding': 'identity',
    'x-request-id': requestId,
    'x-deadline-ms': String(Math.floor(remainingMs(signal))),
  };
}
