import type { Choice } from './choice.ts';

/** Headers of a request, by their names. */
export type Headers = Readonly<Record<string, string>>;

/** Who is to ask. */
export type AskedCaller = Pick<Choice, 'caller' | 'consents' | 'caseReference'> & {
  /** Who logs in; for a student only. */
  readonly person: string | null;
};

/** Fetches the headers of a caller, with fresh tokens. Throws when the sandbox does not give them. */
export async function fetchHeaders({ caseReference, ...caller }: AskedCaller): Promise<Headers> {
  const body = JSON.stringify({ ...caller, caseReference: caseReference.trim() || null });
  const answer = await fetch('/sandbox/credentials', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const read = await answer.json();
  if (!answer.ok) throw new Error(read?.errors?.[0]?.message ?? `The sandbox answered ${answer.status}`);
  return read.headers;
}

/** The chosen caller as the sandbox takes it. */
export function askedCaller({ caller, person, consents, caseReference }: Choice): AskedCaller {
  const isStudent = caller === 'student';
  return { caller, person: isStudent ? person : null, consents: isStudent ? consents : [], caseReference };
}

/** Of a developer, who may read the schema. */
export const developer: AskedCaller = { caller: 'developer', person: null, consents: [], caseReference: '' };

const leewayMs = 30_000;

/** Whether a token among these headers has run out, or is about to. */
export function areStale(headers: Headers, now: number): boolean {
  const tokens = Object.values(headers).flatMap((value) => value.replace(/^Bearer /, '').split(','));
  return tokens.some((token) => {
    const ends = endOf(token);
    return ends !== null && ends * 1000 - leewayMs < now;
  });
}

/** When a token ends, in seconds; null for what is no token. */
function endOf(token: string): number | null {
  const payload = token.split('.')[1];
  if (payload === undefined || !token.startsWith('ey')) return null;
  try {
    const { exp } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    return typeof exp === 'number' ? exp : null;
  } catch {
    return null;
  }
}
