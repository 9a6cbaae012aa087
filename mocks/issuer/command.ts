import { parseArgs } from 'node:util';
import { consentToken, fetchAccessToken, fetchIdToken, giveConsents } from './issuer-client.ts';
import { dataSources, logIns, sandboxSecrets } from './parties.ts';
import { TokenProblem } from './token-problem.ts';

/** Where a command writes. */
export interface Output {
  readonly write: (text: string) => unknown;
}

const registries = Object.keys(dataSources);
const help = `Prints a token of the sandbox, from the issuer that runs with npm start.

  npm run -s token -- --client migri --purpose MIGRI_FIRST_PERMIT
  npm run -s token -- --client vf --person P00 --consent VIRTA,ONR

  --client C    ${[...Object.keys(sandboxSecrets), 'vf'].join(', ')}
  --purpose P   the one purpose that the token is for; without it, every purpose of the client
  --person P    whose log-in, with --client vf: ${Object.keys(logIns).join(', ')}
  --consent R   registries that the person consents to, or all: ${registries.join(', ')}
  --curl        prints the headers of a request instead, for curl -H @-
  --help        this text

The token is the last line. With --consent it is two lines, both as headers. ISSUER_URL says where the issuer is, if
not at http://127.0.0.1:4106.
`;

const options = {
  client: { type: 'string' },
  purpose: { type: 'string' },
  person: { type: 'string' },
  consent: { type: 'string' },
  curl: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

interface Given {
  readonly client?: string | undefined;
  readonly purpose?: string | undefined;
  readonly person?: string | undefined;
  readonly consent?: string | undefined;
  readonly curl: boolean;
  readonly issuerUrl: string;
}

/** Runs the command `token`; gives its exit code. */
export async function runTokenCommand(
  args: readonly string[],
  issuerUrl: string,
  { out, errors }: { readonly out: Output; readonly errors: Output },
): Promise<number> {
  try {
    const { values } = parseArgs({ args: [...args], options });
    out.write(values.help ? help : `${(await linesFor({ ...values, issuerUrl })).join('\n')}\n`);
    return 0;
  } catch (error) {
    errors.write(`${error instanceof Error ? error.message : 'No token could be fetched.'}\n`);
    return 1;
  }
}

function linesFor(given: Given): Promise<readonly string[]> {
  if (given.client === 'vf') return linesForPerson(given);
  return linesForClient(given);
}

async function linesForClient(given: Given): Promise<readonly string[]> {
  const { client = '', purpose, curl, issuerUrl } = given;
  const secret = Object.hasOwn(sandboxSecrets, client) ? sandboxSecrets[client] : undefined;
  if (secret === undefined) {
    const known = [...Object.keys(sandboxSecrets), 'vf'].join(', ');
    throw new TokenProblem(`--client must be one of ${known}.`);
  }
  if (given.person !== undefined || given.consent !== undefined) {
    throw new TokenProblem('--person and --consent are for --client vf only.');
  }
  const token = await fetchAccessToken(issuerUrl, { client, secret, purpose });
  if (!curl) return [token];
  const authorization = `authorization: Bearer ${token}`;
  if (client === 'developer') return [authorization];
  const stated = purpose === undefined ? [] : [`x-purpose: ${purpose}`];
  return [authorization, ...stated, 'x-case: SANDBOX-1', 'x-end-user: sandbox-official'];
}

async function linesForPerson(given: Given): Promise<readonly string[]> {
  const { person, consent, curl, issuerUrl } = given;
  if (person === undefined)
    throw new TokenProblem(`--client vf needs --person: ${Object.keys(logIns).join(', ')}.`);
  if (given.purpose !== undefined)
    throw new TokenProblem('--purpose is not for --client vf: its purpose is one.');
  const idToken = await fetchIdToken(issuerUrl, person);
  if (consent === undefined) return [curl ? `authorization: Bearer ${idToken}` : idToken];
  const wanted = dataSourcesOf(consent);
  await giveConsents(issuerUrl, idToken, wanted);
  const tokens = await Promise.all(wanted.map((source) => consentToken(issuerUrl, idToken, source)));
  return [`authorization: Bearer ${idToken}`, `x-consent-token: ${tokens.join(',')}`];
}

function dataSourcesOf(consent: string): readonly string[] {
  const names = consent === 'all' ? registries : consent.split(',').map((name) => name.trim());
  const sources: Readonly<Record<string, string>> = dataSources;
  return names.map((name) => {
    const source = Object.hasOwn(sources, name) ? sources[name] : undefined;
    if (source === undefined)
      throw new TokenProblem(`--consent takes all or some of ${registries.join(', ')}.`);
    return source;
  });
}
