import { type KeyObject, sign } from 'node:crypto';
import { compactVerify } from 'jose';
import { z } from 'zod';
import { flatText } from '../../../subgraphs/registry/flat-text.ts';
import type { DisclosureKeys } from '../keys.ts';
import { isWrittenOneWay } from '../written-one-way.ts';
import { manifestSchema } from './manifest.ts';

/** What a receipt says; signed, and it holds no value and no salt. */
export const receiptSchema = z.strictObject({
  receiptVersion: z.literal(1),
  logId: z.string(),
  requestId: z.uuid(),
  clientId: z.string(),
  owner: z.string(),
  purpose: z.string(),
  caseReference: z.string().nullable(),
  operationHash: z.string(),
  registries: z.array(z.string()),
  /** Of each fact in the answer its fields, as a selection is written. */
  fields: z.array(z.string()),
  /** Over all commitments in the manifest's order. */
  root: z.string(),
  /** How many facts. */
  facts: z.int().nonnegative(),
  /** Over what stands around the facts. */
  rest: z.string(),
  saltHash: z.string(),
  manifest: manifestSchema,
  at: z.iso.datetime(),
  /** The first and last of the request's outcomes in the log; those of others may be between. */
  firstSeq: z.int().positive(),
  lastSeq: z.int().positive(),
  lastHash: z.string(),
});

/** What a receipt says. */
export type Receipt = z.infer<typeof receiptSchema>;

const type = 'opintolupa-receipt+jwt';

/** A receipt as a compact JWS. Signed in place: to hand the few microseconds' work to another thread takes longer. */
export function signReceipt(receipt: Receipt, keys: DisclosureKeys): string {
  const { signingKey } = keys;
  const content = flatText('.', [headerBy(keys), encoded(receipt)]);
  return flatText('.', [content, sign(null, Buffer.from(content), signingKey).toString('base64url')]);
}

const headers = new WeakMap<DisclosureKeys, string>();

function headerBy(keys: DisclosureKeys): string {
  const header = headers.get(keys) ?? encoded({ alg: 'EdDSA', kid: keys.kid, typ: type });
  headers.set(keys, header);
  return header;
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** The receipt of a JWS; null when this key did not sign it, or it is not a receipt. */
export async function readReceipt(jws: string, publicKey: KeyObject): Promise<Receipt | null> {
  if (!isWrittenOneWay(jws)) return null;
  try {
    const { payload, protectedHeader } = await compactVerify(jws, publicKey, { algorithms: ['EdDSA'] });
    if (protectedHeader.typ !== type) return null;
    return receiptSchema.parse(JSON.parse(new TextDecoder().decode(payload)));
  } catch {
    return null;
  }
}
