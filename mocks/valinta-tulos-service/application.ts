import type { FastifyInstance } from 'fastify';
import { createCas } from '../cas.ts';
import type { World } from '../registry-server.ts';
import { createAdmissionIndex } from './admission-index.ts';
import { answerFailure, notJson } from './answers.ts';
import { feeRoutes } from './fee-routes.ts';
import { LOGIN_PATH, loginRoutes } from './login.ts';
import { migriRoutes } from './migri-routes.ts';
import { ACCOUNTS } from './rights.ts';
import { selectionResultRoutes } from './selection-results.ts';
import { createSessions } from './sessions.ts';

/** Dials of the application. */
export interface ValintaTulosServiceOptions {
  /** OIDs of persons whose data cannot be assembled: asking for one fails the whole Migri batch. */
  readonly poisoned?: ReadonlySet<string>;
}

/**
 * Makes the routes of the whole valinta-tulos-service and its CAS. In reality one host serves admissions and fees;
 * here each mock registry mounts the application of its own, with its own sessions.
 */
export function valintaTulosServiceRoutes(
  options: ValintaTulosServiceOptions = {},
): (app: FastifyInstance, world: World) => void {
  return (app, world) => {
    const cas = createCas({
      accounts: ACCOUNTS,
      now: world.now,
      isKnownService: (service) => service.endsWith(LOGIN_PATH),
    });
    const sessions = createSessions(world.now);
    const index = createAdmissionIndex(world.people);
    cas.routes(app);
    app.register(
      async (scope) => {
        answerFailuresAsVts(scope);
        loginRoutes(scope, cas, sessions);
        migriRoutes(scope, { index, sessions, poisoned: options.poisoned ?? new Set() });
        feeRoutes(scope, index, sessions);
        selectionResultRoutes(scope, index, sessions);
      },
      { prefix: '/valinta-tulos-service' },
    );
  };
}

/** Fastify refuses a malformed content type before any route sees it; VTS has one refusal for all of them. */
function answerFailuresAsVts(app: FastifyInstance): void {
  app.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) =>
    answerFailure(reply, error.statusCode === 415 ? notJson() : error),
  );
}
