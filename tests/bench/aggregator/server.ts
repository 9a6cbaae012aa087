import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { aloneIn } from '../../../subgraphs/alone.ts';
import { isOppijanumero } from '../../../subgraphs/registry/identifiers.ts';
import { createTools, sharedEnvironment, withoutEmpty } from '../../../subgraphs/registry/settings.ts';
import type { Environment } from '../../../subgraphs/registry/subgraph.ts';
import { sandboxGrant } from '../../grants.ts';
import { findStudents, getStudent } from './answers.ts';
import { getNarrowly } from './narrow.ts';
import { openRegistries } from './registries.ts';
import { type Request, startRequest } from './request.ts';

const one = z.object({ oppijanumero: z.string().refine(isOppijanumero) });
const many = z.object({ oppijanumerot: z.array(z.string()).min(1).max(5000) });
const bodySchema = z.object({ operationName: z.string().optional(), variables: z.union([one, many]) });

type Question = z.infer<typeof bodySchema>;

const bodyLimit = 512 * 1024;
const timeoutMs = 60_000;

/**
 * The hand-written aggregator: answers the officer's queries and the narrow one, and no other, over the same clients, loaders, mappings and
 * rules as the gateway, without GraphQL. Throws when a setting is not acceptable.
 */
export function createAggregator(environment: Environment): FastifyInstance {
  const settings = sharedEnvironment.parse(withoutEmpty(environment));
  const { tools, close } = createTools(settings);
  const registries = openRegistries(environment, settings, tools);
  const app = Fastify({ bodyLimit, requestTimeout: 30_000, exposeHeadRoutes: false });
  app.addHook('onClose', close);
  const isAlone = aloneIn(app);
  app.post('/graphql', async (request, reply) => {
    const parsed = bodySchema.safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ errors: [{ message: 'Not accepted.' }] });
    const clientGone = new AbortController();
    // The response's stream closes before it is finished when its client goes away.
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) clientGone.abort();
    });
    const signal = AbortSignal.any([clientGone.signal, AbortSignal.timeout(timeoutMs)]);
    const context = {
      signal,
      clock: tools.clock,
      requestId: randomUUID(),
      isAlone,
      grant: sandboxGrant,
      made: new Map<object, object>(),
    };
    const data = await dataOf(parsed.data, startRequest({ registries, tools, context }));
    reply.header('content-type', 'application/json; charset=utf-8');
    reply.header('cache-control', 'no-store');
    reply.header('x-content-type-options', 'nosniff');
    return JSON.stringify({ data });
  });
  return app;
}

async function dataOf({ operationName, variables }: Question, request: Request) {
  if ('oppijanumero' in variables && operationName === 'Narrow')
    return { student: await getNarrowly(variables.oppijanumero, request) };
  if ('oppijanumero' in variables) return { student: await getStudent(variables.oppijanumero, request) };
  return { students: await findStudents(variables.oppijanumerot, request) };
}
