import type { RequestContext } from './context.ts';
import type { Purpose } from './purpose.ts';

/** What reads are for; NONE in a request that may read nothing. */
export type ReadPurpose = Purpose | 'NONE';

/** What a request's reads are for: those for different purposes share neither a call nor a kept answer. */
export function purposeOf({ grant }: RequestContext): ReadPurpose {
  return grant?.purpose ?? 'NONE';
}
