import { decodeJwt, type JWTPayload } from 'jose';
import type { Asker } from '../../subgraphs/registry/asker.ts';
import type { ConsentRegistry, ConsentState } from '../../subgraphs/registry/grant.ts';
import type { Access } from './access.ts';
import { applicationOf } from './application.ts';
import { createConsentService } from './consent-service.ts';
import type { ConsentIssuer } from './issuers.ts';
import { createKeySet } from './key-set.ts';
import { createTokenVerifier } from './token.ts';
import type { AccessTools } from './tools.ts';

/** One token a registry, and room for a few that are out of date. */
const mostTokens = 10;
const maxAgeSeconds = 24 * 60 * 60;

/** What a person's consent tokens come to. `foreign`: how many were not valid, or not this log-in's. */
export type Consents = Pick<Access, 'consentIds'> & {
  readonly consents: NonNullable<Access['consents']>;
  readonly foreign: number;
};

/** Who brings consent tokens. */
export interface ConsentBearer {
  readonly idToken: JWTPayload;
  /** Whose share of the consent service is used. */
  readonly asker: Asker;
}

/** Checks consent tokens against the ID token that they come with. */
export interface ConsentDesk {
  readonly read: (header: string | null, bearer: ConsentBearer) => Promise<Consents>;
  readonly close: () => Promise<void>;
}

/** No consent service: no consent. */
export const noConsentDesk: ConsentDesk = {
  read: async () => ({ consents: {}, consentIds: [], foreign: 0 }),
  close: async () => undefined,
};

/** What one consent token comes to. */
type Reading =
  | {
      readonly registry: ConsentRegistry;
      readonly state: ConsentState | 'WITHDRAWN';
      readonly id: string | null;
    }
  | 'FOREIGN';

/**
 * A desk that follows consent protocol 0.2 and is stricter: signatures by the pinned issuer's keys only, each claim
 * bound to the ID token, and a live question whether the consent still stands.
 */
export function createConsentDesk(issuer: ConsentIssuer, tools: AccessTools): ConsentDesk {
  const keys = createKeySet(issuer.jwksUrl, tools);
  const service = createConsentService(issuer.serviceUrl, tools);
  const trusted = {
    id: 'consent',
    issuer: issuer.issuer,
    algorithms: ['RS256'],
    audience: null,
    types: ['jwt'],
    maxAgeSeconds,
    namesKeyUrl: true,
    keys,
  };
  const verifier = createTokenVerifier([trusted], tools);

  const readOne = async (token: string, { idToken, asker }: ConsentBearer): Promise<Reading> => {
    const verified = await verifier.verify(token);
    if (!verified.ok) {
      const registry = verified.problem === 'KEYS_UNAVAILABLE' ? registryOf(claimsOf(token), issuer) : null;
      return registry === null ? 'FOREIGN' : { registry, state: 'UNVERIFIABLE', id: null };
    }
    const { header, claims } = verified;
    const registry = registryOf(claims, issuer);
    if (header.v !== '0.2' || registry === null || !isBoundTo(claims, idToken)) return 'FOREIGN';
    const id = header.tid ?? claims.jti;
    return { registry, state: await service.stateOf(token, asker), id: typeof id === 'string' ? id : null };
  };
  return {
    read: async (header, bearer) => {
      const tokens = (header ?? '').split(',').map((token) => token.trim());
      const distinct = [...new Set(tokens.filter((token) => token !== ''))].slice(0, mostTokens);
      return summed(await Promise.all(distinct.map((token) => readOne(token, bearer))));
    },
    close: async () => {
      await Promise.all([keys.close(), service.close()]);
    },
  };
}

/** A consent is the person's, for the application and log-in that the ID token is of. */
function isBoundTo(consent: JWTPayload, idToken: JWTPayload): boolean {
  const { iss, sub, acr } = idToken;
  return (
    consent.sub === sub &&
    consent.acr === acr &&
    consent.subiss === iss &&
    consent.appiss === iss &&
    typeof consent.app === 'string' &&
    consent.app === applicationOf(idToken)
  );
}

function registryOf({ dsi }: JWTPayload, { dataSources }: ConsentIssuer): ConsentRegistry | null {
  const registries = ['ONR', 'OPINTOPOLKU', 'VIRTA', 'TUITION_FEE_REGISTER', 'MIGRI'] as const;
  return registries.find((registry) => dataSources[registry] === dsi) ?? null;
}

function claimsOf(token: string): JWTPayload {
  try {
    return decodeJwt(token);
  } catch {
    return {};
  }
}

/** Of several tokens for a registry, one that stands is enough. */
function summed(readings: readonly Reading[]): Consents {
  const read = readings.filter((reading) => reading !== 'FOREIGN');
  const statesOf = (wanted: ConsentState) =>
    read.filter(({ state }) => state === wanted).map(({ registry }) => [registry, wanted]);
  const used = read.filter(({ state }) => state === 'GRANTED');
  return {
    consents: Object.fromEntries([...statesOf('UNVERIFIABLE'), ...statesOf('GRANTED')]),
    consentIds: used.flatMap(({ id }) => id ?? []),
    foreign: readings.length - read.length,
  };
}
