import { z } from 'zod';

/** Names and addresses of hosts, comma-separated, without ports; read as URLs write them: small letters, `[fd00::2]`. */
export const hostList = z
  .string()
  .default('')
  .transform((text, context): readonly string[] => {
    const names = text.split(',').flatMap((name) => name.trim() || []);
    const hosts = names.map(hostOf);
    if (hosts.every((host) => host !== null)) return hosts;
    context.addIssue({
      code: 'custom',
      message: 'must be host names or addresses without ports, such as mocks.example,192.0.2.7,[2001:db8::7]',
    });
    return z.NEVER;
  });

/** Whether a host is this machine itself: as a URL or a setting writes it. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** Whether a URL leads to this machine or to one of these hosts. What is no URL leads nowhere. */
export function leadsTo(url: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return isLoopback(hostname) || hosts.includes(hostname);
}

/** A host as URLs write it; null when it is none. */
export function hostOf(name: string): string | null {
  const isName = /^(?:\[[0-9a-f:.]+\]|[\w.-]+)$/i.test(name);
  return isName && URL.canParse(`http://${name}`) ? new URL(`http://${name}`).hostname : null;
}
