import { z } from 'zod';
import { wholeNumber } from '../../subgraphs/registry/environment.ts';
import type { DocumentLimits } from './document-limits.ts';

/** The settings of what a document may be; the full query of a permit officer has 433 tokens, 471 fields, 7 levels. */
export const documentLimitsEnvironment = z.object({
  LIMIT_TOKENS: wholeNumber({ min: 10, max: 4_000, default: 1_000 }),
  LIMIT_DEPTH: wholeNumber({ min: 1, max: 100, default: 10 }),
  LIMIT_FIELDS: wholeNumber({ min: 1, max: 10_000, default: 500 }),
  LIMIT_ALIASES: wholeNumber({ min: 0, max: 1_000, default: 15 }),
  LIMIT_ROOT_FIELDS: wholeNumber({ min: 1, max: 100, default: 5 }),
  LIMIT_DIRECTIVES: wholeNumber({ min: 0, max: 100, default: 5 }),
  LIMIT_VARIABLES: wholeNumber({ min: 1, max: 1_000, default: 50 }),
});

/** The limits by their settings. */
export function documentLimitsOf(settings: z.infer<typeof documentLimitsEnvironment>): DocumentLimits {
  return {
    tokens: settings.LIMIT_TOKENS,
    depth: settings.LIMIT_DEPTH,
    fields: settings.LIMIT_FIELDS,
    aliases: settings.LIMIT_ALIASES,
    rootFields: settings.LIMIT_ROOT_FIELDS,
    directives: settings.LIMIT_DIRECTIVES,
    variables: settings.LIMIT_VARIABLES,
  };
}
