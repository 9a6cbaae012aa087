import { z } from 'zod';
import { baseUrl, requiredText, wholeNumber } from '../registry/environment.ts';
import { batchWindowMs } from '../registry/shared-batches.ts';
import type { UpstreamLimits } from '../registry/upstream.ts';

const oauthAccess = z.object({
  OPPIJANUMERO_AUTH: z.literal('oauth'),
  OPPIJANUMERO_TOKEN_URL: baseUrl,
  OPPIJANUMERO_CLIENT_ID: requiredText,
  OPPIJANUMERO_CLIENT_SECRET: requiredText,
});
const casAccess = z.object({
  OPPIJANUMERO_AUTH: z.literal('cas'),
  OPPIJANUMERO_CAS_URL: baseUrl,
  OPPIJANUMERO_USERNAME: requiredText,
  OPPIJANUMERO_PASSWORD: requiredText,
});
const access = z.discriminatedUnion('OPPIJANUMERO_AUTH', [oauthAccess, casAccess]);

/** ONR's environment variables; of the two ways of logging in, only the chosen one's are required. */
export const environment = z
  .object({
    OPPIJANUMERO_URL: baseUrl,
    ...oauthAccess.partial().shape,
    ...casAccess.partial().shape,
    OPPIJANUMERO_AUTH: z.enum(['oauth', 'cas'], { error: 'must be oauth or cas' }).default('oauth'),
    OPPIJANUMERO_TIMEOUT_MS: wholeNumber({ min: 100, max: 600_000, default: 30_000 }),
    OPPIJANUMERO_CONNECT_TIMEOUT_MS: wholeNumber({ min: 50, max: 60_000, default: 1000 }),
    OPPIJANUMERO_CONNECTIONS: wholeNumber({ min: 1, max: 1000, default: 20 }),
    /** Most calls that wait for their turn. */
    OPPIJANUMERO_QUEUE: wholeNumber({ min: 0, max: 10_000, default: 50 }),
    OPPIJANUMERO_MAX_ANSWER_MIB: wholeNumber({ min: 1, max: 1024, default: 64 }),
    OPPIJANUMERO_BATCH_WINDOW_MS: batchWindowMs,
  })
  .superRefine((values, context) => {
    for (const { path, message } of access.safeParse(values).error?.issues ?? []) {
      context.addIssue({ code: 'custom', path, message });
    }
  });

/** The settings of the learner-number registry. */
export type OnrEnvironment = z.infer<typeof environment>;

/** How the gateway logs in: OAuth2 client credentials or CAS, with what that way needs. */
export type OnrAccess = z.infer<typeof access>;

/** The chosen way of logging in; throws on settings that `environment` did not check. */
export function accessOf(values: OnrEnvironment): OnrAccess {
  return access.parse(values);
}

/** How much is asked of the registry's servers, and how long they have. */
export function limitsOf(values: OnrEnvironment): UpstreamLimits {
  return {
    timeoutMs: values.OPPIJANUMERO_TIMEOUT_MS,
    connectTimeoutMs: values.OPPIJANUMERO_CONNECT_TIMEOUT_MS,
    maxAnswerMib: values.OPPIJANUMERO_MAX_ANSWER_MIB,
    connections: values.OPPIJANUMERO_CONNECTIONS,
    queue: values.OPPIJANUMERO_QUEUE,
  };
}
