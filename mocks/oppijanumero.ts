import { createCas } from './cas.ts';
import { createTokenServer } from './oauth.ts';
import { createAccess } from './oppijanumero/access.ts';
import { casAccounts, tokenClients } from './oppijanumero/accounts.ts';
import { duplicateRoutes } from './oppijanumero/duplicates.ts';
import { listRoutes } from './oppijanumero/lists.ts';
import { basePath, securityCheckPath } from './oppijanumero/paths.ts';
import { personRoutes } from './oppijanumero/persons.ts';
import { createRegister } from './oppijanumero/register.ts';
import type { MockRegistry } from './registry-server.ts';

/** The learner-number registry (oph.md §4) with the CAS and the user-rights service that it trusts. */
export const oppijanumeroMock: MockRegistry = {
  name: 'oppijanumero',
  routes: (app, { people, now }) => {
    const cas = createCas({
      accounts: casAccounts,
      now,
      isKnownService: (service) => service.endsWith(securityCheckPath),
    });
    const tokens = createTokenServer({
      basePath: '/kayttooikeus-service',
      clients: tokenClients,
      now,
      scopesWhenNoneAsked: 'none',
    });
    cas.routes(app);
    tokens.routes(app);
    const access = createAccess({ cas, tokens, now });
    access.routes(app);
    const registry = { app, access, register: createRegister(people) };
    listRoutes(registry);
    personRoutes(registry);
    duplicateRoutes(registry);
    app.get(`${basePath}/cas/prequel`, { onRequest: access.requireLogin }, (_request, reply) =>
      reply.type('text/plain').send('ok'),
    );
  },
};
