import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AdmissionIndex } from './admission-index.ts';
import { answerJson, bodyAsSet, requireJsonContentType, requireUserAgent, virhe } from './answers.ts';
import {
  type Asked,
  findByIdentityCodes,
  findByOids,
  servedPlaces,
  toMigriHakijat,
  withoutFinns,
} from './migri-answer.ts';
import { MIGRI_RIGHTS, RESULT_RIGHTS } from './rights.ts';
import { authenticate, authorize, hasRightAt, type Session, type Sessions } from './sessions.ts';

const MAX_PERSONS = 5000;

/** What the Migri API needs. */
export interface MigriOptions {
  readonly index: AdmissionIndex;
  readonly sessions: Sessions;
  /** Persons whose data VTS cannot assemble; read at each call. */
  readonly poisoned: ReadonlySet<string>;
}

type Find = (index: AdmissionIndex, keys: ReadonlySet<string>) => Asked[];

/** Adds the Migri API (§1): persons by OID and persons by identity code. */
export function migriRoutes(app: FastifyInstance, options: MigriOptions): void {
  app.post('/cas/migri/hakemukset/henkilo-oidit', (request, reply) => {
    request.asked.operation = 'migri/henkilo-oidit';
    return answer(request, reply, { ...options, find: findByOids });
  });
  app.post('/cas/migri/hakemukset/hetut', (request, reply) => {
    request.asked.operation = 'migri/hetut';
    return answer(request, reply, { ...options, find: findByIdentityCodes });
  });
}

function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  options: MigriOptions & { readonly find: Find },
): FastifyReply {
  requireJsonContentType(request);
  const session = authenticate(request, options.sessions);
  authorize(session, MIGRI_RIGHTS);
  try {
    const keys = bodyAsSet(request);
    if (keys === null) throw new Error('The body is not an array of strings.');
    request.asked.persons = keys.size;
    if (keys.size === 0 || keys.size > MAX_PERSONS) {
      return answerJson(reply, 400, virhe('Minimum of 1 and maximum of 5000 persons at a time.'));
    }
    requireUserAgent(request);
    const asked = withoutFinns(options.find(options.index, keys));
    for (const one of asked) requireAssemblable(one, session, options.poisoned);
    return answerJson(reply, 200, toMigriHakijat(options.index, asked));
  } catch {
    return answerJson(reply, 500, virhe('Internal server error.'));
  }
}

/** One person that cannot be assembled fails the whole batch (§1.5, 10–12), a missing second right included. */
function requireAssemblable({ person }: Asked, session: Session, poisoned: ReadonlySet<string>): void {
  if (person.records.some(({ oid }) => poisoned.has(oid))) throw new Error('A person cannot be assembled.');
  if (!servedPlaces(person).every(({ provider }) => hasRightAt(session, RESULT_RIGHTS, provider.oid))) {
    throw new Error('A result may not be read.');
  }
}
