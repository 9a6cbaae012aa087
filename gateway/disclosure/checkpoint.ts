import { type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';
import { jsonOf } from './json-of.ts';
import { isWrittenOneWay } from './written-one-way.ts';

const checkpoint = z.strictObject({
  logId: z.string(),
  seq: z.int().positive(),
  hash: z.string(),
  at: z.iso.datetime(),
  bootId: z.uuid(),
});

/** The chain as it was at a moment. */
export type Checkpoint = z.infer<typeof checkpoint>;

const signedCheckpoint = z.strictObject({ checkpoint, kid: z.string(), signature: z.string() });

/** A checkpoint as a signed line of JSON. */
export function signCheckpoint(content: Checkpoint, key: { signingKey: KeyObject; kid: string }): string {
  const signature = sign(null, signedBytes(content, key.kid), key.signingKey).toString('base64url');
  return canonicalJson({ checkpoint: content, kid: key.kid, signature });
}

/** The checkpoint of a signed line; null when it is not one, or not signed by this key. */
export function readCheckpoint(line: string, publicKey: KeyObject): Checkpoint | null {
  const parsed = signedCheckpoint.safeParse(jsonOf(line));
  if (!parsed.success) return null;
  const { checkpoint: content, kid, signature } = parsed.data;
  // Only as it was written.
  if (canonicalJson(parsed.data) !== line || !isWrittenOneWay(signature)) return null;
  const isSigned = verify(null, signedBytes(content, kid), publicKey, Buffer.from(signature, 'base64url'));
  return isSigned ? content : null;
}

/** Says what is signed, so that no signature of another kind by the same key can stand for it. */
function signedBytes(content: Checkpoint, kid: string): Buffer {
  return Buffer.from(`opintolupa checkpoint\n${kid}\n${canonicalJson(content)}`);
}
