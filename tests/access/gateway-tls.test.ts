import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { connect as connectPlain, createServer } from 'node:net';
import process from 'node:process';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personaOid } from '../officer-query.ts';
import { environmentOfMocks, startGateway, startMocks } from '../system.ts';
import { clientsFileWith } from './clients-file.ts';
import { canCertify, newCertificates } from './test-certificates.ts';
import { portOf } from './test-issuer.ts';

if (!canCertify) {
  process.stderr.write(
    'tests/access/gateway-tls.test.ts is skipped: it makes certificates with openssl, which is not here.\n',
  );
}

const certificates = newCertificates();
const query = `{ student(oppijanumero: "${personaOid(9013)}") { studyRights { state } } }`;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe.skipIf(!canCertify)('a client with a certificate', () => {
  let port: number;
  const closers: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    const { at, certify } = certificates;
    writeFileSync(at('ca.ext'), 'basicConstraints=critical,CA:TRUE\n');
    certify('ca', '/CN=Test authority', { by: null });
    certify('server', '/CN=localhost', { by: 'ca' });
    certify('migri', '/C=FI/O=Migri/CN=migri.example', { by: 'ca' });
    certify('stranger', '/C=FI/O=Nobody/CN=nobody.example', { by: 'ca' });
    port = await freePort();
    const { mocks } = await startMocks({ today: '2026-11-24' });
    const gateway = await startGateway({
      ...environmentOfMocks(mocks),
      TLS_PORT: String(port),
      REQUEST_TIMEOUT_MS: '5000',
      TLS_KEY_FILE: at('server.key'),
      TLS_CERT_FILE: at('server.pem'),
      TLS_CLIENT_CA_FILE: at('ca.pem'),
      CLIENTS_FILE: clientsFileWith([
        {
          id: 'certified',
          credentials: { certificates: ['CN=migri.example,O=Migri,C=FI'] },
          limits: { requestsPerMinute: 9, peoplePerMinute: 9, peoplePerList: 9, bodyKib: 64, cost: 99 },
        },
      ]),
    });
    closers.push(gateway.close, ...mocks.map((mock) => mock.close));
  });
  afterAll(async () => {
    for (const close of closers) await close();
  });

  const askAs = (name: string | null) =>
    new Promise<{ status: number; text: string }>((resolve, reject) => {
      const { at } = certificates;
      const own =
        name === null ? {} : { key: readFileSync(at(`${name}.key`)), cert: readFileSync(at(`${name}.pem`)) };
      const headers = {
        'content-type': 'application/json',
        'x-purpose': 'MIGRI_FIRST_PERMIT',
        'x-case': 'UMA-1',
        'x-end-user': 'official-1',
      };
      const options = { host: '127.0.0.1', port, path: '/graphql', method: 'POST', headers, ...own };
      const sent = request(
        { ...options, ca: readFileSync(at('ca.pem')), servername: 'localhost' },
        (response) => {
          let text = '';
          response.on('data', (chunk) => {
            text += chunk;
          });
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
        },
      );
      sent.on('error', reject);
      sent.end(JSON.stringify({ query }));
    });

  it('is let in by the subject that is registered, and answered like any other', async () => {
    const { status, text } = await askAs('migri');
    expect([status, JSON.parse(text).data]).toEqual([200, { student: { studyRights: { state: 'KNOWN' } } }]);
  });

  it('is not let in by another subject of the same authority', async () => {
    const { status, text } = await askAs('stranger');
    expect([status, JSON.parse(text).errors[0].extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('is not even connected without a certificate', async () => {
    await expect(askAs(null)).rejects.toThrow();
  });

  it('is not waited for when its headers stop, nor when it never shakes hands', async () => {
    const { at } = certificates;
    const silent = connectPlain(port, '127.0.0.1').on('error', () => undefined);
    const slow = connect({
      host: '127.0.0.1',
      port,
      servername: 'localhost',
      ca: readFileSync(at('ca.pem')),
      key: readFileSync(at('migri.key')),
      cert: readFileSync(at('migri.pem')),
    }).on('error', () => undefined);
    let received = '';
    slow.on('data', (bytes) => {
      received += bytes.toString();
    });
    slow.write('POST /graphql HTTP/1.1\r\nHost: gateway\r\n');
    // Nothing but the gateway ends them.
    await Promise.all([once(slow, 'close'), once(silent.resume(), 'close')]);
    expect(received).toMatch(/^HTTP\/1\.1 408 /);
    expect(received).toContain('"code":"BAD_REQUEST"');
  });
});
