import { z } from 'zod';
import { baseUrl, requiredText, wholeNumber } from '../registry/environment.ts';
import { offByDefault } from '../registry/short-cache.ts';
import type { UpstreamLimits } from '../registry/upstream.ts';

/** The environment variables of Migri's permit register. */
export const environment = z.object({
  MIGRI_URL: baseUrl,
  MIGRI_TOKEN_URL: baseUrl,
  MIGRI_CLIENT_ID: requiredText,
  MIGRI_CLIENT_SECRET: requiredText,
  MIGRI_TIMEOUT_MS: wholeNumber({ min: 100, max: 600_000, default: 30_000 }),
  MIGRI_CONNECT_TIMEOUT_MS: wholeNumber({ min: 50, max: 60_000, default: 1000 }),
  MIGRI_CONNECTIONS: wholeNumber({ min: 1, max: 1000, default: 20 }),
  /** Most calls that wait for their turn. */
  MIGRI_QUEUE: wholeNumber({ min: 0, max: 10_000, default: 50 }),
  MIGRI_MAX_ANSWER_MIB: wholeNumber({ min: 1, max: 1024, default: 64 }),
  MIGRI_CACHE_SECONDS: offByDefault,
  MIGRI_STALE_SECONDS: offByDefault,
});

/** The settings of Migri's permit register. */
export type MigriEnvironment = z.infer<typeof environment>;

/** How much is asked of the registry's servers, and how long they have. */
export function limitsOf(values: MigriEnvironment): UpstreamLimits {
  return {
    timeoutMs: values.MIGRI_TIMEOUT_MS,
    connectTimeoutMs: values.MIGRI_CONNECT_TIMEOUT_MS,
    maxAnswerMib: values.MIGRI_MAX_ANSWER_MIB,
    connections: values.MIGRI_CONNECTIONS,
    queue: values.MIGRI_QUEUE,
  };
}
