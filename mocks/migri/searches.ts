import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { maxIdentifiersInSearch, type RegisteredCustomer } from '../../subgraphs/migri/contract.ts';
import type { Door } from './door.ts';
import { type BodyFault, sendProblem } from './problems.ts';
import type { PermitRegister } from './register.ts';

const maxBodyBytes = 1024 * 1024;
const maxFaults = 20;

const identifierList = (pattern: RegExp, name: string) =>
  z
    .array(z.string('must be a string').regex(pattern, `must be ${name}`), 'must be an array')
    .min(1, 'must have at least 1 item')
    .max(maxIdentifiersInSearch, `must have at most ${maxIdentifiersInSearch} items`);

const personOids = identifierList(/^1\.2\.246\.562\.(24|98|198|298)\.\d{11}$/, 'a person OID');
const customerNumbers = identifierList(/^\d{7,9}$/, 'a customer number of 7 to 9 digits');

interface Search {
  readonly path: string;
  /** The body's one member. */
  readonly member: string;
  readonly identifiers: z.ZodType<string[]>;
  readonly find: (identifier: string) => RegisteredCustomer | undefined;
}

/** The two searches; identifiers travel in bodies only, so that no access log holds them. */
export function searchRoutes(app: FastifyInstance, door: Door, register: PermitRegister): void {
  answerSearch(app, door, {
    path: '/permit-register/v1/persons/search',
    member: 'personOids',
    identifiers: personOids,
    find: register.byPersonOid,
  });
  answerSearch(app, door, {
    path: '/permit-register/v1/customers/search',
    member: 'customerNumbers',
    identifiers: customerNumbers,
    find: register.byCustomerNumber,
  });
}

function answerSearch(app: FastifyInstance, door: Door, search: Search): void {
  const body = z.object({ [search.member]: search.identifiers }, 'must be an object');
  app.post(search.path, { onRequest: door }, (request, reply) => {
    request.asked.operation = 'search';
    const text = typeof request.body === 'string' ? request.body : '';
    if (!isJson(request)) return sendProblem(reply, 'unsupported-media-type');
    if (Buffer.byteLength(text) > maxBodyBytes) return sendProblem(reply, 'too-large');
    const json = readJson(text);
    if (json === undefined) return refuseBody(reply, [{ pointer: '#', detail: 'must be JSON' }]);
    const parsed = body.safeParse(json);
    if (!parsed.success) return refuseBody(reply, faultsOf(parsed.error));
    const identifiers = parsed.data[search.member] ?? [];
    request.asked.persons = identifiers.length;
    return reply.header('cache-control', 'no-store').send({ persons: findAll(identifiers, search.find) });
  });
}

/** Each person once, in the order of customer numbers, whatever the order of the question. */
function findAll(identifiers: readonly string[], find: Search['find']): readonly RegisteredCustomer[] {
  const persons = [...new Set(identifiers)].flatMap((identifier) => find(identifier) ?? []);
  return persons.sort((left, right) => (left.customerNumber < right.customerNumber ? -1 : 1));
}

function isJson(request: FastifyRequest): boolean {
  return /^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '');
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuseBody(reply: FastifyReply, faults: readonly BodyFault[]): FastifyReply {
  return sendProblem(reply, 'invalid-request', faults);
}

function faultsOf(error: z.ZodError): readonly BodyFault[] {
  return error.issues.slice(0, maxFaults).map(({ path, message }) => ({
    pointer: ['#', ...path.map(String)].join('/'),
    detail: message,
  }));
}
