import { z } from 'zod';
import { baseUrl, requiredText, wholeNumber } from '../registry/environment.ts';
import { batchWindowMs } from '../registry/shared-batches.ts';
import { offByDefault } from '../registry/short-cache.ts';
import type { UpstreamLimits } from '../registry/upstream.ts';

/** The environment of the tuition-fee register: host, CAS, account and limits. */
export const environment = z.object({
  /** Host of the register, e.g. `https://virkailija.opintopolku.fi`. */
  FEES_URL: baseUrl,
  FEES_CAS_URL: baseUrl.refine((url) => /\/cas\/?$/.test(url), { error: 'must end in /cas' }),
  FEES_USERNAME: requiredText,
  FEES_PASSWORD: requiredText,
  /** The services that the register asks in its turn have 60 s each. */
  FEES_TIMEOUT_MS: wholeNumber({ min: 100, max: 600_000, default: 60_000 }),
  FEES_CONNECT_TIMEOUT_MS: wholeNumber({ min: 50, max: 60_000, default: 1000 }),
  /** Most calls at once; the fee register is asked one application option at a time. */
  FEES_CONNECTIONS: wholeNumber({ min: 1, max: 100, default: 8 }),
  /** Most calls that wait for their turn. */
  FEES_QUEUE: wholeNumber({ min: 0, max: 10_000, default: 50 }),
  FEES_MAX_ANSWER_MIB: wholeNumber({ min: 1, max: 1024, default: 64 }),
  FEES_BATCH_WINDOW_MS: batchWindowMs,
  FEES_CACHE_SECONDS: offByDefault,
  FEES_STALE_SECONDS: offByDefault,
});

/** The checked environment. */
export type Settings = z.infer<typeof environment>;

/** How much is asked of the registry's servers, and how long they have. */
export function limitsOf(values: Settings): UpstreamLimits {
  return {
    timeoutMs: values.FEES_TIMEOUT_MS,
    connectTimeoutMs: values.FEES_CONNECT_TIMEOUT_MS,
    maxAnswerMib: values.FEES_MAX_ANSWER_MIB,
    connections: values.FEES_CONNECTIONS,
    queue: values.FEES_QUEUE,
  };
}
