import { Readable } from 'node:stream';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Access } from './access/access.ts';
import type { Arrived, GatewayContext } from './federation/request.ts';
import type { Entry } from './http/entry.ts';
import { type RefusalBody, refuse, refuseSlowly } from './http/refusal.ts';
import type { KnownDocuments } from './limits/known-documents.ts';
import type { PlanningBudget } from './limits/planning-budget.ts';
import type { Wait } from './limits/rate-limits.ts';
import type { ReadingTurn } from './limits/reading-turns.ts';
import { type RequestPlaces, requestAskerOf } from './limits/request-places.ts';
import type { DocumentResolver } from './limits/trusted-documents.ts';

/** What answers GraphQL requests. */
export interface AnswerServices {
  readonly apollo: ApolloServer<GatewayContext>;
  readonly places: RequestPlaces;
  readonly contextOf: (arrived: Arrived, headers: FastifyRequest['headers']) => GatewayContext;
  /** What is wrong with what headers choose for the request; null when nothing is. */
  readonly problemOf: (headers: FastifyRequest['headers']) => RefusalBody | null;
  readonly entry: Entry;
  readonly resolveDocument: DocumentResolver;
  readonly documents: KnownDocuments;
  /** The time that documents which are not known may take to be read. */
  readonly reading: PlanningBudget & { readonly turn: ReadingTurn };
}

/** Answers a request that was let in and is there whole, when it is its turn. */
export async function answerInTurn(
  services: AnswerServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { places, entry } = services;
  const { access, withConsents, arrived } = entry.establishedOf(request);
  arrived();
  const asker = requestAskerOf(access);
  const gone = whenGone(reply);
  const turn = await places.enter(asker, gone);
  if (turn !== 'ENTERED') return refuseTurn(turn, { entry, access, reply });
  const leave = onlyOnce(() => places.leave(asker));
  if (gone.aborted) leave();
  if (gone.aborted) return reply;
  reply.raw.once('close', leave);
  const arrivedNow = { access: await withConsents(asker), clientGone: gone };
  return answer(services, arrivedNow, { request, reply, leave });
}

function onlyOnce(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) act();
    isDone = true;
  };
}

/** Aborts when the client goes away: then the response's stream closes before it is finished. */
function whenGone(reply: FastifyReply): AbortSignal {
  const clientGone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) clientGone.abort();
  });
  return clientGone.signal;
}

interface Refusing {
  readonly entry: Entry;
  readonly access: Access;
  readonly reply: FastifyReply;
}

/** Over a share is the asker's own matter; only a full process has no room for anybody. */
async function refuseTurn(
  turn: 'OVER_SHARE' | 'FULL' | 'GONE',
  { entry, access, reply }: Refusing,
): Promise<unknown> {
  if (turn !== 'OVER_SHARE') return refuse(reply.header('retry-after', '1'), { code: 'OVERLOADED' });
  await entry.refused(access, 'RATE_LIMITED');
  return refuseSlowly(reply, 1);
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Leaves the request's place, where its answer has none any more to wait in. */
  readonly leave: () => void;
}

async function answer(
  services: AnswerServices,
  { access, clientGone }: Pick<Arrived, 'access' | 'clientGone'>,
  { request, reply, leave }: Exchange,
): Promise<unknown> {
  const { apollo, contextOf, entry } = services;
  const oddHeader = services.problemOf(request.headers);
  const asking = { access, clientGone };
  const read = oddHeader === null ? await readBody(request.body, asking, services) : refused(oddHeader);
  if (!read.ok) {
    await entry.refused(access, read.problem.code);
    const { wait } = read;
    if (wait === null) return refuse(reply, read.problem);
    // It waits as an open request of its asker's: in a place, it would keep others out.
    leave();
    return refuseSlowly(reply, wait.retryAfterSeconds);
  }
  const { isRegistered, spentOnReading } = read;
  const context = contextOf({ ...asking, isRegistered, spentOnReading }, request.headers);
  const response = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers: headerMapOf(request), search: '', body: read.body },
    context: async () => context,
  });
  for (const [name, value] of response.headers) reply.header(name, value);
  reply.code(response.status ?? 200);
  const { bytes } = context.print;
  if (bytes !== null) return sendPrinted(reply, bytes);
  return response.body.kind === 'complete' ? response.body.string : refuse(reply, { code: 'BAD_REQUEST' });
}

function headerMapOf({ headers }: FastifyRequest): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

/** Byte by byte as it was printed: joined, it would be in memory twice. */
function sendPrinted(reply: FastifyReply, printed: readonly Buffer[]): FastifyReply {
  const length = printed.reduce((sum, { length: own }) => sum + own, 0);
  return reply.header('content-length', length).send(Readable.from(printed, { objectMode: false }));
}

type ReadBody =
  | ({ readonly ok: true; readonly body: unknown } & Pick<Arrived, 'isRegistered' | 'spentOnReading'>)
  | RefusedBody;

interface RefusedBody {
  readonly ok: false;
  readonly problem: RefusalBody;
  /** When to come again, where that is what is wrong. */
  readonly wait: Wait;
}

function refused(problem: RefusalBody): RefusedBody {
  return { ok: false, problem, wait: null };
}

/** What can be told of a body before Apollo sees it. Whether its other parts have the right shape is Apollo's to say. */
async function readBody(
  body: unknown,
  { access, clientGone }: Pick<Arrived, 'access' | 'clientGone'>,
  services: AnswerServices,
): Promise<ReadBody> {
  if (Array.isArray(body)) return refused({ code: body.length === 0 ? 'BAD_REQUEST' : 'BATCHING_DISABLED' });
  const found = services.resolveDocument(body, access.client.id);
  if (!found.ok) return refused(found.problem);
  const { document, isRegistered } = found;
  if (document === null) return { ok: true, body, isRegistered, spentOnReading: free };
  const isFree = isRegistered || services.documents.isKnown(document);
  // There is no end of texts to be made up: who has used up their time is refused before one more is parsed.
  const wait = isFree ? null : await waitToRead({ access, clientGone }, services);
  if (wait !== null) return { ok: false, problem: { code: 'RATE_LIMITED' }, wait };
  const spentOnReading = isFree ? free : (ms: number) => services.reading.charge(access, ms);
  const begun = performance.now();
  const problem = services.documents.problemOf(document);
  spentOnReading(performance.now() - begun);
  if (problem !== null) return refused(problem);
  // What named a registered operation was for us; Apollo would take it for a query of its own kind.
  const { extensions: _extensions, documentId: _documentId, ...rest } = Object(body);
  return { ok: true, body: { ...rest, query: document }, isRegistered, spentOnReading };
}

/** When to come again with a document that is not known; null when it may be read now, before anything else is waited for. */
async function waitToRead(
  { access, clientGone }: Pick<Arrived, 'access' | 'clientGone'>,
  { reading }: AnswerServices,
): Promise<Wait> {
  const wait = reading.admit(access);
  if (wait !== null) return wait;
  const hasTurn = await reading.turn(requestAskerOf(access), clientGone);
  // Whoever has waited may have spent it all meanwhile.
  return hasTurn ? reading.admit(access) : { retryAfterSeconds: 1 };
}

/** What is registered or known is read at nobody's expense. */
function free(): void {}
