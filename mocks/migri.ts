import { createDoor } from './migri/door.ts';
import { createPermitRegister } from './migri/register.ts';
import { searchRoutes } from './migri/searches.ts';
import { createTokenServer, type TokenClient } from './oauth.ts';
import type { MockRegistry } from './registry-server.ts';
import { unpublished } from './unpublished.ts';

const readScope = 'permit-register.read';

const opintolupa: TokenClient = {
  clientId: 'opintolupa',
  clientSecret: 'opintolupa-sandbox',
  subject: 'opintolupa',
  scopes: [readScope],
  claims: {},
};

const clients: readonly TokenClient[] = [
  opintolupa,
  { ...opintolupa, clientId: unpublished.user, clientSecret: unpublished.secret },
  { clientId: 'norights', clientSecret: 'norights', subject: 'norights', scopes: [], claims: {} },
];

/** How the register is run. */
export interface MigriOperation {
  /** Searches that one client may make in a minute; null for no limit. */
  readonly searchesPerMinute: number | null;
  /** Planned breaks, in epoch milliseconds. */
  readonly maintenance: readonly { readonly from: number; readonly until: number }[];
}

/** Migri's permit register (mocks/migri/README.md), run in a given way. */
export function createMigriMock(operation: MigriOperation): MockRegistry {
  return {
    name: 'migri',
    routes: (app, { people, now }) => {
      const tokens = createTokenServer({ basePath: '', clients, now, scopesWhenNoneAsked: 'all' });
      tokens.routes(app);
      const door = createDoor({ tokens, operation, now, scope: readScope });
      searchRoutes(app, door, createPermitRegister(people));
    },
  };
}

/** Migri's permit register without breaks, and without a limit, so that load tests measure the gateway. */
export const migriMock: MockRegistry = createMigriMock({ searchesPerMinute: null, maintenance: [] });
