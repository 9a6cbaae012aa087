import { z } from 'zod';
import { baseUrl, requiredText, wholeNumber } from '../registry/environment.ts';
import { batchWindowMs } from '../registry/shared-batches.ts';
import { offByDefault } from '../registry/short-cache.ts';
import type { UpstreamLimits } from '../registry/upstream.ts';

/** The environment of the admission register: host, CAS, account and limits. */
export const environment = z.object({
  /** Host of the register, e.g. `https://virkailija.opintopolku.fi`. */
  OPINTOPOLKU_URL: baseUrl,
  /** Studyinfo's public data, `https://opintopolku.fi/konfo-backend`: the level of education of a place; not asked without. */
  OPINTOPOLKU_STUDYINFO_URL: baseUrl.optional(),
  OPINTOPOLKU_CAS_URL: baseUrl.refine((url) => /\/cas\/?$/.test(url), { error: 'must end in /cas' }),
  OPINTOPOLKU_USERNAME: requiredText,
  OPINTOPOLKU_PASSWORD: requiredText,
  /** The services that the register asks in its turn have 60 s each. */
  OPINTOPOLKU_TIMEOUT_MS: wholeNumber({ min: 100, max: 600_000, default: 60_000 }),
  OPINTOPOLKU_CONNECT_TIMEOUT_MS: wholeNumber({ min: 50, max: 60_000, default: 1000 }),
  OPINTOPOLKU_CONNECTIONS: wholeNumber({ min: 1, max: 100, default: 8 }),
  /** Most calls that wait for their turn. */
  OPINTOPOLKU_QUEUE: wholeNumber({ min: 0, max: 10_000, default: 50 }),
  /** Most person OIDs in one call: the register takes 5,000, but assembles them one by one and fails for all at once. */
  OPINTOPOLKU_BATCH: wholeNumber({ min: 1, max: 5000, default: 200 }),
  OPINTOPOLKU_MAX_ANSWER_MIB: wholeNumber({ min: 1, max: 1024, default: 64 }),
  OPINTOPOLKU_BATCH_WINDOW_MS: batchWindowMs,
  OPINTOPOLKU_CACHE_SECONDS: offByDefault,
  OPINTOPOLKU_STALE_SECONDS: offByDefault,
});

/** The checked environment. */
export type Settings = z.infer<typeof environment>;

/** How much is asked of the registry's servers, and how long they have. */
export function limitsOf(values: Settings): UpstreamLimits {
  return {
    timeoutMs: values.OPINTOPOLKU_TIMEOUT_MS,
    connectTimeoutMs: values.OPINTOPOLKU_CONNECT_TIMEOUT_MS,
    maxAnswerMib: values.OPINTOPOLKU_MAX_ANSWER_MIB,
    connections: values.OPINTOPOLKU_CONNECTIONS,
    queue: values.OPINTOPOLKU_QUEUE,
  };
}
