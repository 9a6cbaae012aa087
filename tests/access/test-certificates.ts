import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** Whether certificates can be made here; in CI they must be. */
export const canCertify = spawnSync('openssl', ['version']).status === 0 || process.env.CI !== undefined;

/** How a certificate is made. */
export interface Certification {
  /** The authority that signs; null: it signs itself, as an authority. */
  readonly by: string | null;
  readonly days?: string;
}

/** A folder of certificates. */
export interface Certificates {
  readonly at: (name: string) => string;
  readonly openssl: (...args: readonly string[]) => void;
  /** A key and a certificate, `<name>.key` and `<name>.pem`. */
  readonly certify: (name: string, subject: string, how: Certification) => void;
}

/** A new folder of certificates, made by openssl. */
export function newCertificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'opintolupa-tls-'));
  const at = (name: string): string => join(folder, name);
  const openssl = (...args: readonly string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  };
  return {
    at,
    openssl,
    certify: (name, subject, { by, days = '30' }) => {
      const key = [
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-keyout',
        `${name}.key`,
      ];
      openssl('req', '-new', ...key, '-utf8', '-subj', subject, '-out', `${name}.csr`);
      const signer =
        by === null
          ? ['-signkey', `${name}.key`, '-extfile', 'ca.ext']
          : ['-CA', `${by}.pem`, '-CAkey', `${by}.key`, '-CAcreateserial'];
      openssl('x509', '-req', '-in', `${name}.csr`, ...signer, '-days', days, '-out', `${name}.pem`);
      chmodSync(at(`${name}.key`), 0o600);
    },
  };
}
