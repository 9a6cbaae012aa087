import type { Socket } from 'node:net';
import { TLSSocket, type TlsOptions } from 'node:tls';
import { readPem, secrecyProblems } from '../../subgraphs/registry/pem-files.ts';
import { nameOfLines } from './distinguished-name.ts';
import type { Loaded } from './json-file.ts';

/** The files of a listener that asks its clients for certificates. */
export interface TlsFiles {
  readonly key: string;
  readonly certificate: string;
  /** The authorities whose client certificates are accepted. */
  readonly clientAuthorities: string;
  /** Certificates that were revoked; null without a list. */
  readonly revocations: string | null;
}

/** Options of a TLS server that lets in nobody without a valid client certificate; problems name variables. */
export function loadTlsOptions(files: TlsFiles): Loaded<TlsOptions> {
  const keyFile = { variable: 'TLS_KEY_FILE', path: files.key };
  const { revocations } = files;
  const key = readPem(keyFile);
  const cert = readPem({ variable: 'TLS_CERT_FILE', path: files.certificate });
  const ca = readPem({ variable: 'TLS_CLIENT_CA_FILE', path: files.clientAuthorities });
  const crl = revocations === null ? null : readPem({ variable: 'TLS_CLIENT_CRL_FILE', path: revocations });
  const problems = [key, cert, ca, crl].flatMap((file) => (file === null || file.ok ? [] : file.problems));
  const open = key.ok ? secrecyProblems(keyFile) : [];
  if (!key.ok || !cert.ok || !ca.ok || problems.length + open.length > 0) {
    return { ok: false, problems: [...problems, ...open] };
  }
  return {
    ok: true,
    value: {
      key: key.value,
      cert: cert.value,
      ca: ca.value,
      ...(crl?.ok ? { crl: crl.value } : {}),
      requestCert: true,
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
    },
  };
}

/** The subject of the certificate that the other end of a socket proved, RFC 4514; null without one. */
export function certificateSubjectOf(socket: Socket): string | null {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return null;
  const subject = socket.getPeerX509Certificate()?.subject;
  return subject === undefined ? null : nameOfLines(subject);
}
