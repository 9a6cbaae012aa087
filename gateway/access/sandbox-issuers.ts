import type { Issuers } from './issuers.ts';

/** The sandbox's issuers, which one server plays at the address given. Names that can never resolve: nobody else's tokens carry them. */
export function sandboxIssuers(url: string): Issuers {
  const jwksUrl = `${url}/jwks`;
  return {
    issuers: [
      {
        kind: 'ACCESS',
        id: 'sandbox',
        issuer: 'https://issuer.opintolupa.test',
        jwksUrl,
        audience: 'opintolupa-sandbox',
        algorithms: ['ES256'],
        tokenType: 'at+jwt',
        maxAgeSeconds: 3_600,
      },
      {
        kind: 'PERSON',
        id: 'sandbox-login',
        issuer: 'https://login.opintolupa.test',
        jwksUrl,
        algorithms: ['RS256'],
        maxAgeSeconds: 3_600,
      },
    ],
    consent: {
      issuer: 'https://consent.opintolupa.test',
      jwksUrl,
      serviceUrl: url,
      dataSources: {
        ONR: 'dpp://oph:sandbox@opintolupa.test/Person/Identity_v0.1',
        OPINTOPOLKU: 'dpp://oph:sandbox@opintolupa.test/Education/Admissions_v0.1',
        VIRTA: 'dpp://csc:sandbox@opintolupa.test/Education/StudyRights_v0.1',
        TUITION_FEE_REGISTER: 'dpp://oph:sandbox@opintolupa.test/Education/TuitionFees_v0.1',
        MIGRI: 'dpp://migri:sandbox@opintolupa.test/Permits/ResidencePermits_v0.1',
      },
    },
  };
}
