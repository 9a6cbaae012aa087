import type { FastifyReply, FastifyRequest } from 'fastify';
import { refusePlainly } from './refusal.ts';

/**
 * An `onRequest` hook that refuses, before anything is read, what is for none of these hosts (null: any will do), such as
 * from a page whose name was rebound to this machine's address, and what two readers would understand in two ways.
 */
export function refuseForeignHosts(hosts: readonly string[] | null) {
  return async ({ raw }: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const message = problemOf(raw.rawHeaders, raw.url ?? '', hosts);
    return message === null ? undefined : refusePlainly(reply, { code: 'BAD_REQUEST', message });
  };
}

function problemOf(
  rawHeaders: readonly string[],
  target: string,
  hosts: readonly string[] | null,
): string | null {
  const [host, ...more] = valuesOf('host', rawHeaders);
  if (host === undefined || more.length > 0) return 'A request must have one `Host` header.';
  if (hosts !== null && !hosts.includes(nameIn(host))) return 'The gateway is not asked by this `Host`.';
  if (!isOf(target, host)) {
    return 'The request’s target and its `Host` must be the same host.';
  }
  return valuesOf('content-type', rawHeaders).length > 1
    ? 'A request may have one `Content-Type` header.'
    : null;
}

/** All values of a header, in the order in which they came. */
function valuesOf(name: string, rawHeaders: readonly string[]): readonly string[] {
  return rawHeaders.filter(
    (_value, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name,
  );
}

/** The name in a `Host` header, without its port; empty when it is none. */
function nameIn(host: string): string {
  return /^(\[[0-9a-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i.exec(host)?.[1]?.toLowerCase() ?? '';
}

/** Whether a target is a path, `*`, or in absolute form (`http://host/path`) of this host. */
function isOf(target: string, host: string): boolean {
  if (target.startsWith('/') || target === '*') return true;
  if (!URL.canParse(target)) return false;
  const { protocol, host: named } = new URL(target);
  const own = `${protocol}//${host}`;
  return URL.canParse(own) && new URL(own).host === named;
}
