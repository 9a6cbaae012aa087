import type { Issuers } from './issuers.ts';

const names = {
  access: 'https://issuer.opintolupa.test',
  login: 'https://login.opintolupa.test',
  consent: 'https://consent.opintolupa.test',
} as const;

/** Whether an issuer is one of the sandbox's, whose credentials anybody gets. */
export function isSandboxIssuer(issuer: string): boolean {
  return Object.values<string>(names).includes(issuer);
}

/** The sandbox's issuers, which one server plays at the address given. Names that can never resolve: nobody else's tokens carry them. */
export function sandboxIssuers(url: string): Issuers {
  const jwksUrl = `${url}/jwks`;
  return {
    issuers: [
      {
        kind: 'ACCESS',
        id: 'sandbox',
        issuer: names.access,
        jwksUrl,
        audience: 'opintolupa-sandbox',
        algorithms: ['ES256'],
        tokenType: 'at+jwt',
        maxAgeSeconds: 3_600,
      },
      {
        kind: 'PERSON',
        id: 'sandbox-login',
        issuer: names.login,
        jwksUrl,
        algorithms: ['RS256'],
        maxAgeSeconds: 3_600,
      },
    ],
    consent: {
      issuer: names.consent,
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
