import type { ServerOptions } from 'node:https';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { z } from 'zod';
import type { Loaded } from './registry/loaded.ts';
import { pairProblems, readPem, secrecyProblems } from './registry/pem-files.ts';

const file = z.string().optional();

/** Settings of a subgraph's TLS. */
export const serverTlsEnvironment = z.object({
  SUBGRAPH_TLS_KEY_FILE: file,
  SUBGRAPH_TLS_CERT_FILE: file,
  SUBGRAPH_TLS_CLIENT_CA_FILE: file,
  SUBGRAPH_TLS_CLIENT_NAME: z
    .string()
    .regex(/^[A-Za-z0-9.-]{1,253}$/, { error: "must be a DNS name of the gateway's certificate" })
    .optional(),
});

/** How a subgraph listens with TLS: to the gateway alone. */
export interface ServerTls {
  readonly options: ServerOptions;
  /** A DNS name that the gateway's certificate has. */
  readonly clientName: string;
}

const variables = Object.keys(serverTlsEnvironment.shape);

/** Reads the files of a subgraph's TLS; null where there is none. Problems name variables. */
export function loadServerTls(given: z.infer<typeof serverTlsEnvironment>): Loaded<ServerTls | null> {
  const { SUBGRAPH_TLS_KEY_FILE: keyPath, SUBGRAPH_TLS_CERT_FILE: certPath } = given;
  const { SUBGRAPH_TLS_CLIENT_CA_FILE: caPath, SUBGRAPH_TLS_CLIENT_NAME: clientName } = given;
  if (Object.keys(given).every((name) => !variables.includes(name))) return { ok: true, value: null };
  if (!keyPath || !certPath || !caPath || !clientName) {
    return { ok: false, problems: [`${variables.join(', ')}: all of them or none`] };
  }
  const keyFile = { variable: 'SUBGRAPH_TLS_KEY_FILE', path: keyPath };
  const key = readPem(keyFile);
  const cert = readPem({ variable: 'SUBGRAPH_TLS_CERT_FILE', path: certPath });
  const ca = readPem({ variable: 'SUBGRAPH_TLS_CLIENT_CA_FILE', path: caPath });
  if (!key.ok || !cert.ok || !ca.ok) {
    return { ok: false, problems: [key, cert, ca].flatMap((one) => (one.ok ? [] : one.problems)) };
  }
  const pair = { key: key.value, cert: cert.value, ca: ca.value };
  const problems = [...secrecyProblems(keyFile), ...pairProblems(pair, variables.slice(0, 3).join(', '))];
  if (problems.length > 0) return { ok: false, problems };
  const asking = { requestCert: true, rejectUnauthorized: true } as const;
  const options = { ...pair, ...asking, minVersion: 'TLSv1.2', handshakeTimeout: 10_000 } as const;
  return { ok: true, value: { options, clientName } };
}

/** Whether the other end of a socket has proved this name, and no pattern that only fits it. */
export function hasName(socket: Socket, name: string): boolean {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return false;
  return (
    socket.getPeerX509Certificate()?.checkHost(name, { subject: 'never', wildcards: false }) !== undefined
  );
}
