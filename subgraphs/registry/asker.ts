import type { RequestContext } from './context.ts';
import type { Purpose } from './purpose.ts';

/** Who comes before whom where something is scarce. */
export const standings = ['AUTHORITY', 'OTHER', 'PERSON'] as const;

/** The standing of an asker: an authority, a person who asks about themselves, or another client. */
export type Standing = (typeof standings)[number];

/** For whom something scarce is taken: an end user of a client. */
export interface Asker {
  /** Names the client, or the purpose where nothing more is known. */
  readonly client: string;
  /** Pseudonymous; null where the client names none. */
  readonly endUser: string | null;
  readonly standing: Standing;
}

/** What a registry is asked on: for whom, and until when. */
export interface Terms {
  readonly asker: Asker;
  readonly signal: AbortSignal;
}

/** Nobody in particular: a request that may read nothing. */
const nobody: Asker = { client: 'NONE', endUser: null, standing: 'OTHER' };

/** All for whom a log-in is made. */
export const everybody: Asker = { client: 'EVERYBODY', endUser: null, standing: 'AUTHORITY' };

/** For whom a request asks. Subgraphs know no clients: those of one purpose share its turns. */
export function askerOf({ grant }: Pick<RequestContext, 'grant'>): Asker {
  if (grant === null) return nobody;
  const { purpose, endUser } = grant;
  return { client: purpose, endUser, standing: standingOf(purpose) };
}

/** The terms of a request. */
export function termsOf(context: Pick<RequestContext, 'grant' | 'signal'>): Terms {
  return { asker: askerOf(context), signal: context.signal };
}

/** For whom a call is made that answers several: it has the best turn of theirs, and is nobody's own. */
export function askerOfAll(askers: readonly Asker[]): Asker {
  const [first = nobody, ...others] = askers.toSorted(
    (one, other) => standings.indexOf(one.standing) - standings.indexOf(other.standing),
  );
  return others.every(({ client, endUser }) => client === first.client && endUser === first.endUser)
    ? first
    : { ...first, endUser: null };
}

function standingOf(purpose: Purpose): Standing {
  if (purpose === 'VF_SELF_SERVICE') return 'PERSON';
  return purpose === 'SANDBOX' ? 'OTHER' : 'AUTHORITY';
}
