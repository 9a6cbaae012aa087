import type { AccessRequest } from './access.ts';
import type { AccessAlarm } from './access-alarms.ts';
import type { Identified } from './identify.ts';
import type { StatedPurpose } from './purpose-headers.ts';
import { headerOf } from './request-headers.ts';

const purposeHeaders = ['x-purpose', 'x-case', 'x-end-user', 'x-case-needs'] as const;
const roadHeaders = ['x-road-client', 'x-road-issue', 'x-road-userid', 'x-road-id'] as const;

/** What a request states in headers that its client may set. */
export interface Stated extends StatedPurpose {
  readonly consentTokens: string | null;
  /** Trace ids that were given, the first that can be used counts. */
  readonly traceIds: readonly (string | null)[];
  /** The X-Road member that asks; null without X-Road. */
  readonly roadClient: string | null;
}

/** Whether a client's requests come through its X-Road security server, whose headers are then believed. */
export function comesThroughRoad({ xRoad, credential }: Identified): boolean {
  return xRoad !== null && credential === 'CERTIFICATE';
}

/** Reads what the client may say of its request. Headers that are not for its kind are ignored, with an alarm. */
export function statedBy(request: AccessRequest, who: Identified, alarm: AccessAlarm): Stated {
  const ofAuthority = who.client.kind === 'AUTHORITY';
  const ofPerson = who.client.kind === 'PERSON_SERVICE';
  const throughRoad = comesThroughRoad(who);
  const foreign = [
    ...(ofAuthority ? [] : purposeHeaders),
    ...(throughRoad ? [] : roadHeaders),
    ...(ofPerson ? [] : ['x-consent-token']),
  ];
  if (foreign.some((name) => headerOf(request, name) !== null && !saysWhatIs(request, who, name))) {
    alarm('HEADER_NOT_FOR_CLIENT', who.client.id);
  }
  const road = (name: (typeof roadHeaders)[number]) => (throughRoad ? headerOf(request, name) : null);
  const purposeOfToken = who.credential === 'TOKEN' ? (who.claims?.purpose ?? null) : null;
  return {
    purpose: headerOf(request, 'x-purpose'),
    caseReference: road('x-road-issue') ?? headerOf(request, 'x-case'),
    endUser: road('x-road-userid') ?? headerOf(request, 'x-end-user'),
    needs: headerOf(request, 'x-case-needs'),
    purposeOfToken: purposeOfToken === null ? null : String(purposeOfToken),
    consentTokens: ofPerson ? headerOf(request, 'x-consent-token') : null,
    traceIds: [road('x-road-id'), headerOf(request, 'x-request-trace-id')],
    roadClient: road('x-road-client'),
  };
}

/** A client that states the one purpose that is its own does nothing that it may not. */
function saysWhatIs(request: AccessRequest, who: Identified, name: string): boolean {
  return name === 'x-purpose' && headerOf(request, name) === who.client.purposes[0];
}
