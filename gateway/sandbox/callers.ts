import { consentRegistries } from '../../subgraphs/registry/disclosed-as.ts';
import { type Purpose, purposes } from '../../subgraphs/registry/purpose.ts';
import type { Issuers } from '../access/issuers.ts';
import { sandboxIssuers } from '../access/sandbox-issuers.ts';
import secrets from '../access/sandbox-secrets.json' with { type: 'json' };
import { createIssuerClient, type IssuerClient } from './issuer-client.ts';
import { SandboxProblem } from './sandbox-problem.ts';

/** Who can ask in the sandbox: officials by what they ask for, a student, a developer, and nobody known. */
export const callerKeys = [
  'first-permit',
  'extension',
  'post-check',
  'fee-obligation',
  'student',
  'developer',
  'unknown',
] as const;

/** Who asks. */
export type CallerKey = (typeof callerKeys)[number];

/** The client that a caller asks by, and the purpose that it asks for; null where nobody known asks. */
export interface CallerTerms {
  readonly client: 'migri' | 'oph' | 'developer' | 'vf' | null;
  readonly purpose: Purpose | null;
  /** The case that is named unless another is; null where the purpose needs none. */
  readonly caseReference: string | null;
}

/** Every caller's client, purpose and case. */
export const callerTerms: Readonly<Record<CallerKey, CallerTerms>> = {
  'first-permit': { client: 'migri', purpose: 'MIGRI_FIRST_PERMIT', caseReference: 'UMA-2026-000123' },
  extension: { client: 'migri', purpose: 'MIGRI_EXTENSION', caseReference: 'UMA-2026-000124' },
  'post-check': { client: 'migri', purpose: 'MIGRI_POST_CHECK', caseReference: 'UMA-2026-000125' },
  'fee-obligation': { client: 'oph', purpose: 'FEE_OBLIGATION_CHECK', caseReference: 'OPH-2026-000126' },
  student: { client: 'vf', purpose: 'VF_SELF_SERVICE', caseReference: null },
  developer: { client: 'developer', purpose: 'SANDBOX', caseReference: null },
  unknown: { client: null, purpose: null, caseReference: null },
};

/** Who is to ask, as whoever sits at the sandbox chose. */
export interface AskedCaller {
  readonly caller: CallerKey;
  /** The persona who logs in, e.g. `P00`; for `student` only. */
  readonly person: string | null;
  /** Registries that the student consents to: `consentRegistries`. */
  readonly consents: readonly string[];
  /** The case of the asking authority, where its purpose needs one; null: a case of the sandbox. */
  readonly caseReference: string | null;
}

/** Fetches what a caller's request has to carry. */
export interface Callers {
  /**
   * Headers of a request by this caller, with a fresh token; none for `unknown`. Throws `SandboxProblem` when the issuer
   * gives no token, or a student has no person or consents to what is no registry.
   */
  readonly headersOf: (asked: AskedCaller) => Promise<Readonly<Record<string, string>>>;
}

const sandboxEndUser = 'official-17';

/** Callers whose tokens come from the sandbox's issuer at this address. */
export function createCallers(issuerUrl: string): Callers {
  const issuer = createIssuerClient(issuerUrl);
  const { consent } = sandboxIssuers(issuerUrl);
  return {
    headersOf: async (asked) => {
      const { client, purpose, caseReference } = callerTerms[asked.caller];
      if (client === null || purpose === null) return {};
      if (client === 'vf') return headersOfStudent(asked, { issuer, consent });
      const token = await issuer.accessToken({ client, secret: secrets[client], purpose });
      return {
        authorization: `Bearer ${token}`,
        ...statedFor(purpose, asked.caseReference ?? caseReference),
      };
    },
  };
}

/** What an authority states: its purpose, and the case and the official where the purpose needs them. */
function statedFor(purpose: Purpose, caseReference: string | null): Readonly<Record<string, string>> {
  if (purpose === 'SANDBOX') return {};
  const { needsEndUser } = purposes[purpose];
  return {
    'x-purpose': purpose,
    ...(caseReference === null ? {} : { 'x-case': caseReference }),
    ...(needsEndUser ? { 'x-end-user': sandboxEndUser } : {}),
  };
}

interface StudentsIssuer {
  readonly issuer: IssuerClient;
  readonly consent: Issuers['consent'];
}

async function headersOfStudent(asked: AskedCaller, { issuer, consent }: StudentsIssuer) {
  if (asked.person === null) {
    throw new SandboxProblem('BAD_USER_INPUT', '`person` must be a persona of the sandbox, e.g. "P00".');
  }
  const sources = asked.consents.map((name) => dataSourceOf(name, consent));
  const idToken = await issuer.idToken(asked.person);
  const tokens = await issuer.consentTokens(idToken, sources);
  const authorization = `Bearer ${idToken}`;
  return tokens.length === 0 ? { authorization } : { authorization, 'x-consent-token': tokens.join(',') };
}

function dataSourceOf(name: string, consent: Issuers['consent']): string {
  const registry = consentRegistries.find((one) => one === name);
  if (consent !== null && registry !== undefined) return consent.dataSources[registry];
  const accepted = consentRegistries.join(', ');
  throw new SandboxProblem('BAD_USER_INPUT', `\`consents\` may have only ${accepted}.`);
}
