import { createHash } from 'node:crypto';
import type { Asker } from '../../subgraphs/registry/asker.ts';
import type { Access, AccessRequest, Refusal, RefusalReason } from './access.ts';
import { type AccessAlarm, createAccessAlarm } from './access-alarms.ts';
import { type ConsentDesk, createConsentDesk, noConsentDesk } from './consents.ts';
import { type Identification, type Identified, identify } from './identify.ts';
import type { TokenIssuer } from './issuers.ts';
import { createKeySet, type KeySet } from './key-set.ts';
import { presentedBy } from './presented.ts';
import { checkPurpose } from './purpose-headers.ts';
import { headerOf } from './request-headers.ts';
import { explained } from './sandbox-refusal.ts';
import { networkOf, senderOf } from './sender.ts';
import type { AccessConfig } from './settings.ts';
import { comesThroughRoad, type Stated, statedBy } from './stated.ts';
import { createTokenVerifier, type TrustedIssuer } from './token.ts';
import type { AccessTools } from './tools.ts';
import { traceIdOf } from './trace-id.ts';

/** Establishes who asks, what for and for whom, before anything of a request is parsed. */
export interface AccessControl {
  readonly establish: (request: AccessRequest) => Promise<Established | Refusal>;
  /** The network that a request was sent from, as far as it can be told: strangers are told apart by it. */
  readonly networkOf: (request: AccessRequest) => string | null;
  readonly close: () => Promise<void>;
}

/** Who asks, as the headers tell by themselves. */
export interface Established {
  /** As if no consent were given. */
  readonly access: Access;
  /** Asks the consent service about a person's consents, if there are any; to be called once the request has its turn. */
  readonly withConsents: (asker: Asker) => Promise<Access>;
}

interface Parts {
  readonly config: AccessConfig;
  readonly clock: AccessTools['clock'];
  readonly alarm: AccessAlarm;
  readonly means: Identification;
  readonly desk: ConsentDesk;
}

/** Access control by a configuration. Close it to give its connections up. */
export function createAccess(config: AccessConfig, tools: AccessTools): AccessControl {
  const trusted = config.issuers.issuers.map((issuer) => ({
    kind: issuer.kind,
    trusted: trustedIssuer(issuer, createKeySet(issuer.jwksUrl, tools)),
  }));
  const verifierOf = (wanted: TokenIssuer['kind']) =>
    createTokenVerifier(
      trusted.filter(({ kind }) => kind === wanted).map((one) => one.trusted),
      tools,
    );
  const { consent } = config.issuers;
  const parts: Parts = {
    config,
    clock: tools.clock,
    alarm: createAccessAlarm(tools),
    means: {
      clients: config.clients,
      accessTokens: verifierOf('ACCESS'),
      personTokens: verifierOf('PERSON'),
    },
    desk: consent === null ? noConsentDesk : createConsentDesk(consent, tools),
  };
  return {
    establish: async (request) => {
      const established = await establish(request, parts);
      return config.isSandbox && isRefusal(established) ? explained(established) : established;
    },
    networkOf: (request) => networkOf(senderOf(request, config.trustedProxies)),
    close: async () => {
      await Promise.all([parts.desk.close(), ...trusted.map((one) => one.trusted.keys.close())]);
    },
  };
}

/** Whether what was established is a refusal. */
export function isRefusal(established: Established | Refusal): established is Refusal {
  return 'code' in established;
}

function trustedIssuer(issuer: TokenIssuer, keys: KeySet): TrustedIssuer & { readonly keys: KeySet } {
  const isAccess = issuer.kind === 'ACCESS';
  return {
    id: issuer.id,
    issuer: issuer.issuer,
    algorithms: issuer.algorithms,
    audience: isAccess ? issuer.audience : null,
    types: isAccess ? [issuer.tokenType.toLowerCase()] : [null, 'jwt'],
    maxAgeSeconds: issuer.maxAgeSeconds,
    namesKeyUrl: false,
    keys,
  };
}

async function establish(request: AccessRequest, parts: Parts): Promise<Established | Refusal> {
  const { config, alarm, means, clock } = parts;
  const presented = presentedBy(request, config, alarm);
  if (typeof presented === 'string') return unauthenticated(presented);
  const who = await identify(presented, means, clock.now());
  if (typeof who === 'string') return unauthenticated(who);
  const stated = statedBy(request, who, alarm);
  if (comesThroughRoad(who) && stated.roadClient !== who.xRoad) {
    return { ...unauthenticated('XROAD_CLIENT'), clientId: who.client.id };
  }
  const traceId = traceIdOf(stated.traceIds, headerOf(request, 'traceparent'));
  if (who.client.kind === 'AUTHORITY') return ofAuthority(who, stated, traceId);
  if (who.client.kind === 'DEVELOPER') return asIs({ ...ofNobody(who, 'SANDBOX'), traceId });
  return ofPerson(who, { stated, traceId }, parts);
}

function ofAuthority(who: Identified, stated: Stated, traceId: string): Established | Refusal {
  const check = checkPurpose(who.client, stated);
  if (!check.ok) return check.refusal;
  return asIs({ ...ofNobody(who, check.asked.purpose), ...check.asked, traceId });
}

/** Where consent is not the ground. */
function asIs(access: Access): Established {
  return { access, withConsents: async () => access };
}

function ofNobody({ client, credential }: Identified, purpose: Access['purpose']): Omit<Access, 'traceId'> {
  return {
    client,
    credential,
    purpose,
    caseReference: null,
    endUser: null,
    needs: [],
    person: null,
    consents: null,
    consentIds: [],
  };
}

interface Said {
  readonly stated: Stated;
  readonly traceId: string;
}

function ofPerson(who: Identified, { stated, traceId }: Said, parts: Parts): Established {
  const { config, desk, alarm, clock } = parts;
  const claims = who.claims ?? {};
  const { iss = '', sub = '' } = claims;
  const endUser = createHash('sha256').update(`${iss}\n${sub}`).digest('base64url').slice(0, 32);
  const access: Access = {
    ...ofNobody(who, 'VF_SELF_SERVICE'),
    endUser,
    person: config.links.learnerNumberOf(who.issuer ?? '', sub, clock.now()),
    consents: {},
    traceId,
  };
  return {
    access,
    withConsents: async (asker) => {
      const read = await desk.read(stated.consentTokens, { idToken: claims, asker });
      if (read.foreign > 0) alarm('CONSENT_FOREIGN', who.client.id);
      return { ...access, consents: read.consents, consentIds: read.consentIds };
    },
  };
}

/** All who are not let in hear the same; only a check that could not be made is told apart. */
function unauthenticated(reason: RefusalReason): Refusal {
  if (reason !== 'KEYS_UNAVAILABLE') {
    const message =
      'A valid credential of a registered client is needed: a bearer token or a client certificate.';
    return { code: 'UNAUTHENTICATED', message, reason, clientId: null };
  }
  const message = 'The credential could not be checked. Come again later.';
  return { code: 'ACCESS_UNAVAILABLE', message, reason, clientId: null, retryAfterSeconds: 5 };
}
