import { z } from 'zod';
import { baseUrl, wholeNumber } from '../registry/environment.ts';
import { offByDefault } from '../registry/short-cache.ts';
import type { UpstreamLimits } from '../registry/upstream.ts';

/** A credential as VIRTA's schema allows it: at most 100 characters, and none that XML cannot carry. */
const credential = z
  .string({ error: 'is required: a text of at most 100 characters' })
  .max(100, { error: 'must be at most 100 characters' })
  .regex(/^\P{Cc}*$/u, { error: 'must not hold control characters' });

/** The environment of the VIRTA subgraph. */
export const environment = z.object({
  /** The whole endpoint, e.g. `https://ws.tietovaranto.csc.fi/luku/OpiskelijanTiedot`. */
  VIRTA_URL: baseUrl,
  /** `jarjestelma`: the calling system's name; empty in CSC's test environment. */
  VIRTA_SYSTEM: credential.default(''),
  /** `tunnus`: the user name in the calling system; may be empty. */
  VIRTA_USER: credential.default(''),
  /** `avain`: the password of the interface. */
  VIRTA_KEY: credential.min(1, { error: 'must not be empty' }),
  /** Whole time of one call, milliseconds. Answers of half a minute are normal. */
  VIRTA_TIMEOUT_MS: wholeNumber({ min: 100, max: 300_000, default: 30_000 }),
  VIRTA_CONNECT_TIMEOUT_MS: wholeNumber({ min: 50, max: 60_000, default: 1000 }),
  VIRTA_CONNECTIONS: wholeNumber({ min: 1, max: 32, default: 3 }),
  /** Most calls that wait for their turn. */
  VIRTA_QUEUE: wholeNumber({ min: 0, max: 10_000, default: 50 }),
  /** Most learner numbers in one call; VIRTA refuses more than 200. */
  VIRTA_BATCH: wholeNumber({ min: 1, max: 200, default: 200 }),
  VIRTA_MAX_ANSWER_MIB: wholeNumber({ min: 1, max: 256, default: 64 }),
  VIRTA_CACHE_SECONDS: offByDefault,
  VIRTA_STALE_SECONDS: offByDefault,
});

/** The checked environment. */
export type VirtaSettings = z.infer<typeof environment>;

/** How much is asked of the registry's servers, and how long they have. */
export function limitsOf(values: VirtaSettings): UpstreamLimits {
  return {
    timeoutMs: values.VIRTA_TIMEOUT_MS,
    connectTimeoutMs: values.VIRTA_CONNECT_TIMEOUT_MS,
    maxAnswerMib: values.VIRTA_MAX_ANSWER_MIB,
    connections: values.VIRTA_CONNECTIONS,
    queue: values.VIRTA_QUEUE,
    // Answers of half a minute are normal: an impatient caller says nothing about VIRTA.
    patienceMs: 10_000,
  };
}
