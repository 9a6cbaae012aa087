import { z } from 'zod';
import { isPurpose, type Purpose } from '../../subgraphs/registry/purpose.ts';

const text = z.string().min(1, { error: 'must not be empty' }).max(500);
const id = z.string().regex(/^[a-z0-9-]{1,40}$/, { error: 'must be 1–40 small letters, digits, hyphens' });
const count = z.int().min(1).max(10_000_000);
const purpose = z.custom<Purpose>((value) => typeof value === 'string' && isPurpose(value), {
  error: 'must be a registered purpose',
});

/** Of an officer's full query a student takes 11 KiB, and 16 at most. */
function answerKibFor({ peoplePerList }: { readonly peoplePerList: number }): number {
  return 1_024 + 24 * peoplePerList;
}

const clientEntry = z.strictObject({
  id,
  kind: z.enum(['AUTHORITY', 'PERSON_SERVICE', 'DEVELOPER'], {
    error: 'must be "AUTHORITY", "PERSON_SERVICE" or "DEVELOPER"',
  }),
  owner: text,
  purposes: z.array(purpose).min(1),
  expiresAt: z.iso.datetime({ error: 'must be a time such as 2027-12-31T00:00:00Z' }),
  credentials: z.strictObject({
    /** Access tokens in which an issuer names the client by one claim. */
    tokens: z
      .array(z.strictObject({ issuer: id, claim: z.enum(['client_id', 'azp', 'sub']), value: text }))
      .default([]),
    /** Subjects of certificates, RFC 4514. */
    certificates: z.array(text).default([]),
    /** ID tokens that an issuer gives for this application: its `aud`. */
    audiences: z.array(z.strictObject({ issuer: id, audience: text })).default([]),
  }),
  /** Where the client asks from, CIDR; anywhere when empty. */
  addresses: z.array(text).default([]),
  /** The client's X-Road identifier: its certificate is then a security server's. */
  xRoad: z
    .string()
    .regex(/^[A-Z]{2}(?:\/[\w.-]{1,100}){2,3}$/, { error: 'must be such as FI/GOV/0000000-0/system' })
    .nullable()
    .default(null),
  limits: z
    .strictObject({
      requestsPerMinute: count,
      endUserRequestsPerMinute: count.optional(),
      peoplePerMinute: count,
      clientPeoplePerMinute: count.optional(),
      peoplePerList: count,
      bodyKib: count,
      answerKib: count.optional(),
      cost: count,
    })
    .transform((limits) => ({ ...limits, answerKib: limits.answerKib ?? answerKibFor(limits) })),
});

/** The clients' file. */
export const clientsFile = z.strictObject({ clients: z.array(clientEntry).min(1) });

/** One registered client as the file has it. */
export type ClientEntry = Readonly<z.infer<typeof clientEntry>>;
