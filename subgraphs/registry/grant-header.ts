import { z } from 'zod';
import { type DataRow, isDataRow } from './data-rows.ts';
import { consentRegistries } from './disclosed-as.ts';
import type { Grant } from './grant.ts';
import { isOppijanumero } from './identifiers.ts';
import { isPurpose, type Purpose } from './purpose.ts';

/** The header in which a grant travels from the gateway to a subgraph that is a server of its own. */
export const grantHeader = 'x-grant';

const longest = 4096;

const grantSchema = z.strictObject({
  purpose: z.custom<Purpose>((value) => typeof value === 'string' && isPurpose(value)),
  needs: z.array(z.custom<DataRow>((value) => typeof value === 'string' && isDataRow(value))).max(50),
  consents: z.partialRecord(z.enum(consentRegistries), z.enum(['GRANTED', 'UNVERIFIABLE'])).nullable(),
  self: z.string().refine(isOppijanumero).nullable(),
  endUser: z.string().max(200).nullable(),
});

/** A grant as a header's value: its JSON in base64url. */
export function encodeGrant(grant: Grant): string {
  return Buffer.from(JSON.stringify(grant)).toString('base64url');
}

/** The grant in a header's value; null when there is none or it is not exactly one, so that everything stays closed. */
export function decodeGrant(header: string | readonly string[] | undefined): Grant | null {
  if (typeof header !== 'string' || header.length > longest || !/^[\w-]+$/.test(header)) return null;
  try {
    const parsed = grantSchema.safeParse(JSON.parse(Buffer.from(header, 'base64url').toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
