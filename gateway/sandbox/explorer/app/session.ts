import { type AskedCaller, areStale, developer, fetchHeaders, type Headers } from './credentials.ts';
import type { Answer } from './outcome.ts';

/** A question as the editor sends it. */
export interface Question {
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: string | null | undefined;
}

/** Sends questions with whoever's headers are in the editor, and renews those that were fetched for the chosen caller. */
export interface Session {
  /** Fetches the headers of a caller: the one that the session is for from now on. */
  readonly take: (caller: AskedCaller) => Promise<Headers>;
  /** Sends a question. Headers that somebody has edited are sent as they are. */
  readonly ask: (question: Question, headers: Headers) => Promise<Answer>;
  /** Asks about the schema, as a developer: its descriptions are there for whoever asks. */
  readonly introspect: (question: Question) => Promise<Answer['body']>;
}

/** What a session is made by. */
export interface SessionSettings {
  /** The day that is sent along; null for the sandbox's own. */
  readonly todayOf: () => string | null;
  /** Told headers that were renewed, to show them. */
  readonly onRenewed: (headers: Headers) => void;
}

/** A session of the explorer. */
export function createSession({ todayOf, onRenewed }: SessionSettings): Session {
  let taken: { readonly caller: AskedCaller; readonly headers: Headers } | null = null;
  const isTaken = (headers: Headers): boolean =>
    taken !== null && JSON.stringify(headers) === JSON.stringify(taken.headers);
  let turns = 0;
  const take = async (caller: AskedCaller): Promise<Headers> => {
    turns += 1;
    const turn = turns;
    const headers = await fetchHeaders(caller);
    // Somebody else may have been chosen meanwhile.
    if (turn === turns) taken = { caller, headers };
    return headers;
  };
  const renewed = async (): Promise<Headers> => {
    const headers = taken === null ? {} : await take(taken.caller);
    onRenewed(headers);
    return headers;
  };
  return {
    take,
    ask: async (question, headers) => {
      const own = isTaken(headers) && taken?.caller.caller !== 'unknown';
      const today = todayOf();
      const along = { 'x-data-flow': 'include', ...(today === null ? {} : { 'x-sandbox-today': today }) };
      const fresh = own && areStale(headers, Date.now()) ? await renewed() : headers;
      const answer = await post(question, { ...fresh, ...along });
      if (answer.status !== 401 || !own) return answer;
      return post(question, { ...(await renewed()), ...along });
    },
    introspect: async (question) => (await post(question, await fetchHeaders(developer))).body,
  };
}

async function post(question: Question, headers: Headers): Promise<Answer> {
  const answer = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
    body: JSON.stringify(question),
  });
  return { status: answer.status, body: await answer.json() };
}
