import { consentRoutes } from './issuer/consents.ts';
import { createKeyRing } from './issuer/key-ring.ts';
import { issuerNames } from './issuer/parties.ts';
import { tokenRoutes } from './issuer/tokens.ts';
import type { MockRegistry } from './registry-server.ts';

/** The sandbox's issuer: of clients' access tokens, people's ID tokens and consents. Its keys live in memory only. */
export const issuerMock: MockRegistry = {
  name: 'issuer',
  routes: (app, { now }) => {
    const keys = createKeyRing(now);
    app.get('/.well-known/openid-configuration', (request) => {
      const here = `${request.protocol}://${request.host}`;
      return {
        issuer: issuerNames.access,
        token_endpoint: `${here}/token`,
        jwks_uri: `${here}/jwks`,
        grant_types_supported: ['client_credentials'],
        token_endpoint_auth_methods_supported: ['client_secret_post'],
      };
    });
    app.get('/jwks', () => keys.jwks());
    app.post('/rotate', () => {
      keys.rotate();
      return { rotated: true };
    });
    tokenRoutes(app, { keys, now });
    consentRoutes(app, { keys, now });
  },
};
