import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { connect, createServer, type Server } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadAccess } from '../../gateway/access/settings.ts';
import { certificateSubjectOf } from '../../gateway/access/tls.ts';
import { clientsFileWith } from './clients-file.ts';
import { type RunningAccess, sandboxConfig, startAccess } from './running-access.ts';
import { canCertify, newCertificates } from './test-certificates.ts';
import { portOf } from './test-issuer.ts';

if (!canCertify) {
  process.stderr.write(
    'tests/access/tls.test.ts is skipped: it makes certificates with openssl, which is not here.\n',
  );
}

const { at, openssl, certify } = newCertificates();

function revoke(name: string): void {
  writeFileSync(at('index.txt'), '');
  writeFileSync(at('crlnumber'), '01\n');
  writeFileSync(
    at('ca.cnf'),
    '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ncrlnumber=crlnumber\ndefault_md=sha256\ndefault_crl_days=30\n',
  );
  const by = ['-config', 'ca.cnf', '-cert', 'ca.pem', '-keyfile', 'ca.key'];
  openssl('ca', ...by, '-revoke', `${name}.pem`);
  openssl('ca', ...by, '-gencrl', '-out', 'ca.crl');
}

const environment = (): Record<string, string> => ({
  TLS_PORT: '0',
  TLS_KEY_FILE: at('server.key'),
  TLS_CERT_FILE: at('server.pem'),
  TLS_CLIENT_CA_FILE: at('ca.pem'),
  TLS_CLIENT_CRL_FILE: at('ca.crl'),
});

describe.skipIf(!canCertify)('the listener for certificates', () => {
  let server: Server;
  let access: RunningAccess;
  let secured = 0;

  beforeAll(async () => {
    writeFileSync(at('ca.ext'), 'basicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign,cRLSign\n');
    certify('ca', '/CN=Test CA', { by: null });
    certify('otherca', '/CN=Test CA', { by: null });
    certify('server', '/CN=localhost', { by: 'ca' });
    certify('migri', '/C=FI/O=Migri, Finland/OU=Järjestelmät/CN=uma', { by: 'ca' });
    certify('unknown', '/C=FI/O=Other/CN=uma', { by: 'ca' });
    certify('expired', '/C=FI/O=Migri, Finland/OU=Järjestelmät/CN=uma', { by: 'ca', days: '-1' });
    certify('wrong', '/C=FI/O=Migri, Finland/OU=Järjestelmät/CN=uma', { by: 'otherca' });
    certify('self', '/C=FI/O=Migri, Finland/OU=Järjestelmät/CN=uma', { by: null });
    certify('revoked', '/C=FI/O=Migri, Finland/OU=Järjestelmät/CN=uma', { by: 'ca' });
    revoke('revoked');
    const credentials = { certificates: ['CN=uma, OU=Järjestelmät, O="Migri, Finland", C=FI'] };
    const file = clientsFileWith([{ id: 'mtls', credentials }]);
    const config = sandboxConfig('http://127.0.0.1:9', { CLIENTS_FILE: file, ...environment() });
    if (config.tls === null) throw new Error('no listener');
    access = startAccess(config);
    server = createServer(config.tls.options, (socket) => {
      secured += 1;
      const headers = { 'x-purpose': 'MIGRI_FIRST_PERMIT', 'x-case': 'c', 'x-end-user': 'u' };
      const certificateSubject = certificateSubjectOf(socket);
      void access
        .ask({ headers, certificateSubject, peerAddress: socket.remoteAddress ?? '' })
        .then((established) => {
          socket.end('code' in established ? established.reason : established.access.client.id);
        });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });
  afterAll(async () => {
    server.close();
    await access.close();
  });

  /** What a client with these files reads; REFUSED when the connection does not come about. */
  function readAs(name: string | null): Promise<string> {
    const own =
      name === null ? {} : { key: readFileSync(at(`${name}.key`)), cert: readFileSync(at(`${name}.pem`)) };
    const address: AddressInfo | string | null = server.address();
    return new Promise((resolve) => {
      let text = '';
      const socket = connect({
        host: '127.0.0.1',
        port: portOf(address),
        rejectUnauthorized: false,
        ...own,
      });
      socket.setEncoding('utf8');
      socket.on('data', (chunk) => {
        text += String(chunk);
      });
      socket.on('error', () => resolve('REFUSED'));
      socket.on('close', () => resolve(text === '' ? 'REFUSED' : text));
    });
  }

  it('lets in who has a registered subject', async () => {
    expect(await readAs('migri')).toBe('mtls');
  });

  it('knows nobody by another subject', async () => {
    expect(await readAs('unknown')).toBe('CLIENT_UNKNOWN');
  });

  it.each([
    ['no certificate', null],
    ['an expired one', 'expired'],
    ['one of another authority of the same name', 'wrong'],
    ['one signed by itself', 'self'],
    ['a revoked one', 'revoked'],
  ])('connects to nobody with %s', async (_name, files) => {
    const before = secured;
    expect(await readAs(files)).toBe('REFUSED');
    expect(secured).toBe(before);
  });

  it.each([0o644, 0o640, 0o604])('does not start with a key that others may read: %o', (mode) => {
    chmodSync(at('server.key'), mode);
    const loaded = loadAccess(environment(), 'mock');
    chmodSync(at('server.key'), 0o600);
    expect(loaded).toEqual({ ok: false, problems: ['TLS_KEY_FILE: must be readable by its owner alone'] });
  });

  it('does not start with half of its files, or with files that are not there', () => {
    const { TLS_CLIENT_CA_FILE: _left, ...half } = environment();
    expect(loadAccess(half, 'mock')).toEqual({
      ok: false,
      problems: ['TLS_PORT, TLS_KEY_FILE, TLS_CERT_FILE, TLS_CLIENT_CA_FILE: all of them or none'],
    });
    expect(loadAccess({ ...environment(), TLS_CERT_FILE: at('none.pem') }, 'mock')).toEqual({
      ok: false,
      problems: ['TLS_CERT_FILE: must be the path of a readable PEM file'],
    });
  });
});
