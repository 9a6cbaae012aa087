import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type DataRow, isDataRow } from './data-rows.ts';
import { consentRegistries } from './disclosed-as.ts';
import type { Grant } from './grant.ts';
import { isDay, isOppijanumero } from './identifiers.ts';
import { isPurpose, type Purpose } from './purpose.ts';

/** The header in which a signed grant travels from the gateway to a subgraph that is a server of its own. */
export const grantHeader = 'x-grant';

/** What a grant is signed with: of tokens only those that say exactly this are looked at. */
export const grantTokens = { algorithm: 'EdDSA', type: 'opintolupa-grant+jwt' } as const;

/** For how long a grant is good, and by how much two clocks may differ, in seconds. */
export const grantTimes = { lifetime: 30, tolerance: 5 } as const;

/** The longest token that is looked at, in characters. */
export const longestGrant = 8192;

/** Whether registries are synthetic or real. */
export type RegistryMode = 'mock' | 'real';

/** For whom a grant is: one subgraph, over synthetic registries or over real ones. */
export function audienceOf(mode: RegistryMode, subgraph: string): string {
  return `${mode}:${subgraph}`;
}

/** What a grant says of the body that it is for: SHA-256 in base64url. */
export function bodyHashOf(body: Buffer | string): string {
  return createHash('sha256').update(body).digest('base64url');
}

const grantSchema = z.strictObject({
  purpose: z.custom<Purpose>((value) => typeof value === 'string' && isPurpose(value)),
  needs: z.array(z.custom<DataRow>((value) => typeof value === 'string' && isDataRow(value))).max(50),
  consents: z.partialRecord(z.enum(consentRegistries), z.enum(['GRANTED', 'UNVERIFIABLE'])).nullable(),
  self: z.string().refine(isOppijanumero).nullable(),
  endUser: z.string().max(200).nullable(),
});

/** What a gateway says of one request to a subgraph, and nothing besides. */
export const grantClaims = z
  .strictObject({
    aud: z.string(),
    iat: z.int(),
    exp: z.int(),
    jti: z.string().regex(/^[\w-]{16,64}$/),
    /** Names the request in logs. */
    request: z.string().min(1).max(64),
    /** `bodyHashOf` the request's body, in which is who is looked up. */
    body: z.string().length(43),
    /** The day that was chosen for the request, in a sandbox only. */
    day: z.string().refine(isDay).nullable(),
    /** Whether the calls to registries are to be told. */
    calls: z.boolean(),
    /** What may be read; null: nothing. */
    grant: grantSchema.nullable(),
  })
  .refine(({ iat, exp }) => exp > iat && exp - iat <= grantTimes.lifetime);

/** Claims that were checked. */
export type GrantClaims = Readonly<Omit<z.infer<typeof grantClaims>, 'grant'>> & {
  readonly grant: Grant | null;
};
