import { z } from 'zod';
import { SandboxProblem } from './sandbox-problem.ts';

const timeoutMs = 5_000;

/** What a client's access token is asked for with. */
export interface ClientTerms {
  readonly client: string;
  readonly secret: string;
  /** The one purpose that the token is for. */
  readonly purpose: string;
}

/** The sandbox's issuer, asked as clients ask it. Every call throws `SandboxProblem` when the issuer does not give. */
export interface IssuerClient {
  readonly accessToken: (terms: ClientTerms) => Promise<string>;
  /** The ID token of a persona's log-in. */
  readonly idToken: (person: string) => Promise<string>;
  /** A token of each consent, requested by the application and given by the person where it is missing. */
  readonly consentTokens: (idToken: string, dataSources: readonly string[]) => Promise<readonly string[]>;
}

const accessAnswer = z.object({ access_token: z.string() });
const logInAnswer = z.object({ id_token: z.string() });
const requestAnswer = z.object({ requestUrl: z.url().optional() });
const consentAnswer = z.object({ consentToken: z.string() });

/** A client of the issuer at this address. */
export function createIssuerClient(url: string): IssuerClient {
  const consentToken = async (idToken: string, dataSource: string) => {
    const answer = await postJson(`${url}/Consent/GetToken`, { idToken, body: { dataSource } });
    return read(consentAnswer, answer).consentToken;
  };
  return {
    accessToken: async ({ client, secret, purpose }) => {
      const form = { grant_type: 'client_credentials', client_id: client, client_secret: secret, purpose };
      return read(accessAnswer, await post(`${url}/token`, { body: new URLSearchParams(form) })).access_token;
    },
    idToken: async (person) => {
      const answer = await postJson(`${url}/person-token`, { idToken: null, body: { person } });
      return read(logInAnswer, answer).id_token;
    },
    consentTokens: async (idToken, dataSources) => {
      if (dataSources.length === 0) return [];
      const body = { consentRequests: dataSources.map((dataSource) => ({ dataSource })) };
      const answer = await postJson(`${url}/Consent/RequestConsents`, { idToken, body });
      const { requestUrl } = read(requestAnswer, answer);
      // The person's log-in goes nowhere but to the issuer, whatever an answer says.
      if (requestUrl !== undefined) {
        await postJson(`${url}${new URL(requestUrl).pathname}`, { idToken, body });
      }
      return Promise.all(dataSources.map((dataSource) => consentToken(idToken, dataSource)));
    },
  };
}

interface Posted {
  readonly idToken: string | null;
  readonly body: unknown;
}

function postJson(url: string, { idToken, body }: Posted): Promise<unknown> {
  const type = { 'content-type': 'application/json' };
  const headers = idToken === null ? type : { ...type, authorization: `Bearer ${idToken}` };
  return post(url, { headers, body: JSON.stringify(body) });
}

async function post(url: string, sent: Pick<RequestInit, 'headers' | 'body'>): Promise<unknown> {
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(url, { method: 'POST', ...sent, signal, redirect: 'error' }).catch(() => null);
  if (response === null) {
    const message = `The sandbox’s issuer of tokens does not answer at ${new URL(url).origin}.`;
    throw new SandboxProblem('SANDBOX_UNAVAILABLE', message);
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer;
  throw new SandboxProblem('SANDBOX_UNAVAILABLE', `The sandbox’s issuer refused: ${response.status}.`);
}

function read<S extends z.ZodType>(schema: S, answer: unknown): z.infer<S> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new SandboxProblem('SANDBOX_UNAVAILABLE', 'The sandbox’s issuer gave no token.');
}
