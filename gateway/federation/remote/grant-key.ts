import { createPrivateKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Loaded } from '../../../subgraphs/registry/loaded.ts';
import { secrecyProblems, type VariableFile } from '../../../subgraphs/registry/pem-files.ts';

/** The files of a key that the gateway makes for itself: the secret half, and what subgraphs read. */
export const grantKeyFiles = { secret: 'grant-signing.jwk.json', public: 'gateway-keys.json' } as const;

const privateJwk = z
  .object({
    kty: z.literal('OKP'),
    crv: z.literal('Ed25519'),
    x: z.string().length(43),
    d: z.string().length(43),
    kid: z.string().min(1).max(200).exactOptional(),
  })
  .refine(isPair);

/** A private key that grants are signed with. */
export type GrantKey = z.infer<typeof privateJwk>;

/** Reads a private key; a problem names the variable and says what is accepted. */
export function readGrantKey(file: VariableFile): Loaded<GrantKey> {
  const parsed = privateJwk.safeParse(contentOf(file.path));
  if (!parsed.success) {
    return { ok: false, problems: [`${file.variable}: must be the path of an Ed25519 private key as a JWK`] };
  }
  const problems = secrecyProblems(file);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: parsed.data };
}

/** Makes a key in a folder unless there is one, and puts its public half beside it; of several who do so one succeeds. */
export function ensureGrantKey(folder: string): Loaded<GrantKey> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, grantKeyFiles.secret);
  if (contentOf(path) === null) writeOnce(path, JSON.stringify(newKey()));
  const key = readGrantKey({ variable: path, path });
  if (key.ok) publish(key.value, join(folder, grantKeyFiles.public));
  return key;
}

function newKey(): object {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
}

/** A link is there whole or not at all, and never takes the place of another. */
function writeOnce(path: string, text: string): void {
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft);
  }
}

function publish({ kty, crv, x, kid }: GrantKey, path: string): void {
  const text = JSON.stringify({ keys: [{ kty, crv, x, ...(kid === undefined ? {} : { kid }) }] });
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, text, { mode: 0o644, flag: 'wx' });
  renameSync(draft, path);
}

function contentOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function isPair({ kty, crv, x, d }: { kty: string; crv: string; x: string; d: string }): boolean {
  try {
    createPrivateKey({ key: { kty, crv, x, d }, format: 'jwk' });
    return true;
  } catch {
    return false;
  }
}
