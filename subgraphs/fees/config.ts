import { z } from 'zod';
import { baseUrl, requiredText, wholeNumber } from '../registry/environment.ts';

/** The environment of the tuition-fee register: host, CAS, account and limits. */
export const environment = z.object({
  /** Host of the register, e.g. `https://virkailija.opintopolku.fi`. */
  FEES_URL: baseUrl,
  FEES_CAS_URL: baseUrl.refine((url) => /\/cas\/?$/.test(url), { error: 'must end in /cas' }),
  FEES_USERNAME: requiredText,
  FEES_PASSWORD: requiredText,
  FEES_TIMEOUT_MS: wholeNumber({ min: 100, max: 600_000, default: 30_000 }),
  /** Most calls at once; the fee register is asked one application option at a time. */
  FEES_CONNECTIONS: wholeNumber({ min: 1, max: 100, default: 8 }),
  FEES_MAX_ANSWER_MIB: wholeNumber({ min: 1, max: 1024, default: 64 }),
});

/** The checked environment. */
export type Settings = z.infer<typeof environment>;
