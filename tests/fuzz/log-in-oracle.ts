import type { Answer } from '../../subgraphs/registry/answer.ts';
import type { Credential } from '../../subgraphs/registry/session.ts';
import { field } from './fields.ts';
import { parsedJson } from './json-tree.ts';

const day = 86_400_000;

/** What of a token does not follow from the token server's reply. */
export function tokenFaults(
  answer: Answer<Credential>,
  reply: { readonly status: number; readonly text: string },
  now: number,
): readonly string[] {
  if (!answer.answered) return [];
  const { secret, renewAt } = answer.value;
  const given = reply.status === 200 ? field(parsedJson(reply.text), 'access_token') : undefined;
  return [
    ...(secret !== '' && secret === given ? [] : ['a token that was not given']),
    ...(renewAt > now && renewAt <= now + day ? [] : [`renewed at ${renewAt}`]),
  ];
}

const ticket = /^\/v1\/tickets\/TGT-[\w.-]+$/;
const exchange = /^\/login\?ticket=ST-[\w.-]+$/;
/** A second ticket is asked for when the exchange of the first is refused. */
const addresses = [/^\/v1\/tickets$/, ticket, exchange, ticket, exchange];

/** What of a session cookie does not follow from the service's reply, and calls at addresses that are not ours. */
export function cookieFaults(
  answer: Answer<Credential>,
  cookies: readonly string[],
  paths: readonly string[],
): readonly string[] {
  const strange = paths
    .filter((path, index) => !addresses[index]?.test(path))
    .map((path) => `a call at ${path}`);
  if (!answer.answered) return strange;
  const { secret } = answer.value;
  const value = secret.slice(secret.indexOf('=') + 1);
  const isGiven = cookies.some((cookie) => {
    const [pair = ''] = cookie.split(';');
    return (
      pair.slice(0, pair.indexOf('=')).trim() === 'session' &&
      pair.slice(pair.indexOf('=') + 1).trim() === value
    );
  });
  return value !== '' && secret.startsWith('session=') && isGiven
    ? strange
    : [...strange, 'a cookie that was not given'];
}
