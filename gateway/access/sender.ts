import { isIP } from 'node:net';
import type { AccessRequest } from './access.ts';
import type { AddressList } from './address-list.ts';
import { headerOf } from './request-headers.ts';

/** The address that a request was sent from, as far as trusted proxies tell: theirs where none outside is told. */
export function senderOf(
  request: Pick<AccessRequest, 'headers' | 'peerAddress'>,
  trustedProxies: AddressList,
): string {
  const { peerAddress } = request;
  return trustedProxies.includes(peerAddress)
    ? (lastOutside(request, trustedProxies) ?? peerAddress)
    : peerAddress;
}

/** Proxies add what they saw at the end: the last address that is no trusted proxy is the client's. */
function lastOutside(
  request: Pick<AccessRequest, 'headers'>,
  trustedProxies: AddressList,
): string | undefined {
  const hops = (headerOf(request, 'x-forwarded-for') ?? '').split(',').map((hop) => hop.trim());
  return hops.findLast((hop) => hop !== '' && !trustedProxies.includes(hop));
}

/**
 * What one sender cannot easily have many of: an IPv4 address whole, also one written as IPv6; of any other IPv6 address
 * its network of 64 bits. Null for what is no address.
 */
export function networkOf(address: string): string | null {
  const [plain = ''] = address.split('%');
  const family = isIP(plain);
  if (family !== 6) return family === 4 ? plain : null;
  const groups = groupsOf(plain);
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 0xff])
      .join('.');
  }
  const network = groups.slice(0, 4).map((group) => group.toString(16));
  return `${network.join(':')}::/64`;
}

/** The eight numbers of an IPv6 address, however it is written. */
function groupsOf(address: string): readonly number[] {
  // A URL writes each address in one form: no dotted end, the longest row of zeros left out.
  const written = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = [], tail = []] = written
    .split('::')
    .map((part) => part.split(':').flatMap((group) => (group === '' ? [] : Number.parseInt(group, 16))));
  const missing = Array.from({ length: 8 - head.length - tail.length }, () => 0);
  return [...head, ...missing, ...tail];
}
