import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The names that the issuer signs in: of access tokens, of people's log-ins, of consents. */
export const issuerNames = {
  access: 'https://issuer.opintolupa.test',
  login: 'https://login.opintolupa.test',
  consent: 'https://consent.opintolupa.test',
} as const;

/** Who access tokens are for. */
export const gatewayAudience = 'opintolupa-sandbox';

/** The application that ID tokens are given for. */
export const personAudience = 'opintolupa-vf-sandbox';

/** Clients that may fetch access tokens, with their secret, which is no secret here. */
export const sandboxSecrets: Readonly<Record<string, string>> = {
  migri: 'sandbox-migri',
  oph: 'sandbox-oph',
  developer: 'sandbox-developer',
};

/** Data source identifiers of the sandbox's consents, by registry. */
export const dataSources = {
  ONR: 'dpp://oph:sandbox@opintolupa.test/Person/Identity_v0.1',
  OPINTOPOLKU: 'dpp://oph:sandbox@opintolupa.test/Education/Admissions_v0.1',
  VIRTA: 'dpp://csc:sandbox@opintolupa.test/Education/StudyRights_v0.1',
  TUITION_FEE_REGISTER: 'dpp://oph:sandbox@opintolupa.test/Education/TuitionFees_v0.1',
  MIGRI: 'dpp://migri:sandbox@opintolupa.test/Permits/ResidencePermits_v0.1',
} as const;

/** The `sub` of each persona's log-in: random, as an identity provider's is. */
export const logIns: Readonly<Record<string, string>> = z
  .record(z.string(), z.uuid())
  .parse(JSON.parse(readFileSync(new URL('log-ins.json', import.meta.url), 'utf8')));
