import { z } from 'zod';
import { baseUrl, requiredText, wholeNumber } from '../registry/environment.ts';

/** The environment variables of Migri's permit register. */
export const environment = z.object({
  MIGRI_URL: baseUrl,
  MIGRI_TOKEN_URL: baseUrl,
  MIGRI_CLIENT_ID: requiredText,
  MIGRI_CLIENT_SECRET: requiredText,
  MIGRI_TIMEOUT_MS: wholeNumber({ min: 100, max: 600_000, default: 30_000 }),
  MIGRI_CONNECTIONS: wholeNumber({ min: 1, max: 1000, default: 20 }),
  MIGRI_MAX_ANSWER_MIB: wholeNumber({ min: 1, max: 1024, default: 64 }),
});

/** The settings of Migri's permit register. */
export type MigriEnvironment = z.infer<typeof environment>;
