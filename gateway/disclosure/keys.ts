import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calculateJwkThumbprint } from 'jose';

/** Keys of the disclosure log. */
export interface DisclosureKeys {
  /** Ed25519; signs checkpoints and receipts. */
  readonly signingKey: KeyObject;
  readonly publicKey: KeyObject;
  /** RFC 7638 thumbprint of the public key. */
  readonly kid: string;
  /** Names somebody who was asked for by personal identity code, without the code: `code:` and a keyed hash. */
  readonly subjectOfCode: (code: string) => string;
}

/** Keys that cannot be used; the message names the file and what is wrong with it. */
export class KeysRefused extends Error {
  override name = 'KeysRefused';
}

/** The file with the public key, which whoever verifies is given. */
export const publicKeyFile = 'disclosure-signing.pub.pem';
const signingKeyFile = 'disclosure-signing.pem';
const subjectKeyFile = 'disclosure-subjects.key';

/** Loads the keys from a folder; makes those that are missing only when told to. Rejects with `KeysRefused`. */
export async function loadDisclosureKeys(
  folder: string,
  options: { readonly create: boolean },
): Promise<DisclosureKeys> {
  if (options.create) createMissing(folder);
  const signingKey = ed25519(secretFile(join(folder, signingKeyFile)));
  const publicKey = createPublicKey(signingKey);
  const subjectKey = Buffer.from(secretFile(join(folder, subjectKeyFile)).trim(), 'base64url');
  if (subjectKey.length < 32)
    throw new KeysRefused(`${subjectKeyFile} must hold 32 random bytes in base64url`);
  return {
    signingKey,
    publicKey,
    kid: await keyIdOf(publicKey),
    subjectOfCode: (code) => `code:${createHmac('sha256', subjectKey).update(code).digest('base64url')}`,
  };
}

/** The id of a public key. */
export function keyIdOf(publicKey: KeyObject): Promise<string> {
  return calculateJwkThumbprint(publicKey.export({ format: 'jwk' }));
}

function createMissing(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(join(folder, signingKeyFile))) {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    writeSecret(join(folder, signingKeyFile), privateKey.export({ format: 'pem', type: 'pkcs8' }).toString());
    writeFileSync(join(folder, publicKeyFile), publicKey.export({ format: 'pem', type: 'spki' }));
  }
  const subjectKey = join(folder, subjectKeyFile);
  if (!existsSync(subjectKey)) writeSecret(subjectKey, randomBytes(32).toString('base64url'));
}

function writeSecret(path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
  chmodSync(path, 0o600);
}

function secretFile(path: string): string {
  if (!existsSync(path)) throw new KeysRefused(`DISCLOSURE_KEYS: ${path} is missing`);
  if ((statSync(path).mode & 0o077) !== 0) {
    throw new KeysRefused(`DISCLOSURE_KEYS: ${path} may be read by others: chmod 600 it`);
  }
  return readFileSync(path, 'utf8');
}

function ed25519(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Told below, without the reason, which could quote the file.
  }
  throw new KeysRefused(`DISCLOSURE_KEYS: ${signingKeyFile} must hold an Ed25519 private key in PEM`);
}
