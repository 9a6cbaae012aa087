import type { RequestContext } from './context.ts';

/** What a request's reads are for. Reads for different purposes share neither a call nor a kept answer. */
export type Purpose = string;

/** The purpose of a request. Clients do not state theirs yet, so all have the same. */
export function purposeOf(_context: RequestContext): Purpose {
  return 'NONE';
}
