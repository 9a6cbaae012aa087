import { z } from 'zod';
import { baseUrl, requiredText, wholeNumber } from '../registry/environment.ts';

/** The environment of the admission register: host, CAS, account and limits. */
export const environment = z.object({
  /** Host of the register, e.g. `https://virkailija.opintopolku.fi`. */
  OPINTOPOLKU_URL: baseUrl,
  OPINTOPOLKU_CAS_URL: baseUrl.refine((url) => /\/cas\/?$/.test(url), { error: 'must end in /cas' }),
  OPINTOPOLKU_USERNAME: requiredText,
  OPINTOPOLKU_PASSWORD: requiredText,
  OPINTOPOLKU_TIMEOUT_MS: wholeNumber({ min: 100, max: 600_000, default: 30_000 }),
  OPINTOPOLKU_CONNECTIONS: wholeNumber({ min: 1, max: 100, default: 8 }),
  /** Most person OIDs in one call; the register takes 5,000. */
  OPINTOPOLKU_BATCH: wholeNumber({ min: 1, max: 5000, default: 5000 }),
  OPINTOPOLKU_MAX_ANSWER_MIB: wholeNumber({ min: 1, max: 1024, default: 64 }),
});

/** The checked environment. */
export type Settings = z.infer<typeof environment>;
