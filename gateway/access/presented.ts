import type { AccessRequest, RefusalReason } from './access.ts';
import type { AccessAlarm } from './access-alarms.ts';
import { cameTwice, headerOf } from './request-headers.ts';
import { senderOf } from './sender.ts';
import type { AccessConfig } from './settings.ts';

/** What a request proves itself by, and where it comes from. */
export interface Presented {
  /** The token after `Bearer`; null without one. */
  readonly token: string | null;
  /** The subject of a certificate that was proved to us or to a trusted proxy, RFC 4514; null without one. */
  readonly certificate: string | null;
  /** The address of the client itself, as far as trusted proxies tell. */
  readonly address: string;
}

/** Reads the credentials of a request; what only a trusted proxy may say is ignored from anybody else. */
export function presentedBy(
  request: AccessRequest,
  config: Pick<AccessConfig, 'trustedProxies' | 'certificateHeader'>,
  alarm: AccessAlarm,
): Presented | RefusalReason {
  const { trustedProxies, certificateHeader } = config;
  const isProxy = trustedProxies.includes(request.peerAddress);
  if (hasTokenInUrl(request.url)) return 'TOKEN_IN_URL';
  if (cameTwice(request, 'authorization') || (isProxy && cameTwice(request, certificateHeader))) {
    return 'CREDENTIAL_TWICE';
  }
  const authorization = headerOf(request, 'authorization');
  const token = authorization === null ? null : (/^Bearer +([\w.~+/=-]+)$/i.exec(authorization)?.[1] ?? '');
  if (token === '') return 'NOT_BEARER';
  const claimed = headerOf(request, certificateHeader);
  if (isProxy) return { token, certificate: claimed, address: senderOf(request, trustedProxies) };
  if (claimed !== null) alarm('CERTIFICATE_HEADER_FROM_STRANGER', request.peerAddress);
  if (headerOf(request, 'x-forwarded-for') !== null)
    alarm('FORWARDED_FOR_FROM_STRANGER', request.peerAddress);
  return { token, certificate: request.certificateSubject, address: request.peerAddress };
}

function hasTokenInUrl(url: string): boolean {
  const query = url.slice(url.indexOf('?') + 1 || url.length);
  return Array.from(new URLSearchParams(query).keys()).some((name) =>
    /^(?:access_token|id_token|token|authorization)$/i.test(name),
  );
}
