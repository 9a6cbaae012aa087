import { z } from 'zod';
import { TokenProblem } from './token-problem.ts';

const timeoutMs = 10_000;

interface ClientSecret {
  readonly client: string;
  readonly secret: string;
  readonly purpose: string | undefined;
}

/** An access token of a client. */
export async function fetchAccessToken(issuerUrl: string, { client, secret, purpose }: ClientSecret) {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: client,
    client_secret: secret,
    ...(purpose === undefined ? {} : { purpose }),
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await post(`${issuerUrl}/token`, { headers, body: form.toString() });
  return z.object({ access_token: z.string() }).parse(answer).access_token;
}

/** The ID token of a persona's log-in. */
export async function fetchIdToken(issuerUrl: string, person: string): Promise<string> {
  const answer = await postJson(`${issuerUrl}/person-token`, null, { person });
  return z.object({ id_token: z.string() }).parse(answer).id_token;
}

/** Requests consents as an application does, and gives those that are missing as the person would. */
export async function giveConsents(
  issuerUrl: string,
  idToken: string,
  sources: readonly string[],
): Promise<void> {
  const consentRequests = sources.map((dataSource) => ({ dataSource }));
  const answer = await postJson(`${issuerUrl}/Consent/RequestConsents`, idToken, { consentRequests });
  const { requestUrl } = z.object({ requestUrl: z.string().optional() }).parse(answer);
  if (requestUrl !== undefined) await postJson(requestUrl, idToken, { consentRequests });
}

/** The token of a consent that was given. */
export async function consentToken(issuerUrl: string, idToken: string, dataSource: string): Promise<string> {
  const answer = await postJson(`${issuerUrl}/Consent/GetToken`, idToken, { dataSource });
  return z.object({ consentToken: z.string() }).parse(answer).consentToken;
}

function postJson(url: string, idToken: string | null, body: unknown): Promise<unknown> {
  const authorization: Record<string, string> =
    idToken === null ? {} : { authorization: `Bearer ${idToken}` };
  return post(url, {
    headers: { 'content-type': 'application/json', ...authorization },
    body: JSON.stringify(body),
  });
}

interface Posted {
  readonly headers: Record<string, string>;
  readonly body: string;
}

async function post(url: string, posted: Posted): Promise<unknown> {
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(url, { method: 'POST', ...posted, signal, redirect: 'error' }).catch(
    () => null,
  );
  if (response === null) {
    throw new TokenProblem(
      `No issuer answers at ${new URL(url).origin}. Is the sandbox running (npm start)?`,
    );
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer;
  const told = z.object({ message: z.string() }).safeParse(answer);
  throw new TokenProblem(told.success ? told.data.message : `The issuer refused with ${response.status}.`);
}
