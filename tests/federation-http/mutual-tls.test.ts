import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadRemote, type SubgraphTls } from '../../gateway/federation/remote/settings.ts';
import { canCertify, newCertificates } from '../access/test-certificates.ts';
import { sourceAt } from './asked-source.ts';
import { type GrantedPart, question, startGrantedPart } from './granted-part.ts';

if (!canCertify) {
  process.stderr.write(
    'tests/federation-http/mutual-tls.test.ts is skipped: it makes certificates with openssl, which is not here.\n',
  );
}

const { at, openssl, certify } = newCertificates();

/** A certificate for a DNS name. */
function certifyName(name: string, dns: string, by: string): void {
  certify(name, `/CN=${dns}`, { by });
  writeFileSync(at(`${name}.ext`), `subjectAltName=DNS:${dns}\n`);
  const signer = ['-CA', `${by}.pem`, '-CAkey', `${by}.key`, '-CAcreateserial', '-days', '30'];
  const named = ['-extfile', `${name}.ext`, '-out', `${name}.pem`];
  openssl('x509', '-req', '-in', `${name}.csr`, ...signer, ...named);
}

function tlsOf(ca: string, name: string | null): SubgraphTls {
  const client = {
    SUBGRAPH_CLIENT_CERT_FILE: at(`${name}.pem`),
    SUBGRAPH_CLIENT_KEY_FILE: at(`${name}.key`),
  };
  const remote = loadRemote({ SUBGRAPH_CA_FILE: at(ca), ...(name === null ? {} : client) }, 'mock');
  if (!remote.ok) throw new Error(remote.problems.join());
  return remote.value.tls;
}

describe.skipIf(!canCertify)('a subgraph with TLS', () => {
  let part: GrantedPart;
  beforeAll(async () => {
    writeFileSync(at('ca.ext'), 'basicConstraints=critical,CA:TRUE\n');
    certify('ca', '/CN=Test authority', { by: null });
    certify('other-ca', '/CN=Another authority', { by: null });
    certifyName('server', 'localhost', 'ca');
    certifyName('gateway', 'gateway.opintolupa.example', 'ca');
    certifyName('neighbour', 'neighbour.opintolupa.example', 'ca');
    certifyName('all', '*.opintolupa.example', 'ca');
    certifyName('stranger', 'gateway.opintolupa.example', 'other-ca');
    certify('nameless', '/CN=gateway.opintolupa.example', { by: 'ca' });
    part = await startGrantedPart({
      environment: {
        HOST: 'localhost',
        SUBGRAPH_TLS_KEY_FILE: at('server.key'),
        SUBGRAPH_TLS_CERT_FILE: at('server.pem'),
        SUBGRAPH_TLS_CLIENT_CA_FILE: at('ca.pem'),
        SUBGRAPH_TLS_CLIENT_NAME: 'gateway.opintolupa.example',
      },
    });
  });
  afterAll(() => part?.close());

  async function askedBy(tls: SubgraphTls, scheme = 'https') {
    const url = new URL(part.url);
    const source = sourceAt(`${scheme}://localhost:${url.port}/graphql`, {
      tls,
      sign: ({ body }) => part.sign({ body: String(body) }),
    });
    const { query, variables } = JSON.parse(question);
    part.mock.clearCalls();
    const { reply } = await source.ask({ query, variables });
    await source.close();
    const warned = source.warnings.map(({ fields }) => fields.kind);
    return { isAnswered: reply !== null, calls: part.mock.calls().length, warned };
  }

  it('answers the gateway by its certificate’s name', async () => {
    expect(await askedBy(tlsOf('ca.pem', 'gateway'))).toEqual({ isAnswered: true, calls: 1, warned: [] });
  });

  it.each([
    ['without a certificate', null],
    ['with a certificate of another authority', 'stranger'],
  ])('connects to nobody %s, also with a good grant', async (_what, name) => {
    expect(await askedBy(tlsOf('ca.pem', name))).toMatchObject({ isAnswered: false, calls: 0 });
  });

  it.each([
    ['with another name', 'neighbour'],
    ['with a name that fits all', 'all'],
    ['with a name that is no DNS name', 'nameless'],
  ])('refuses whoever comes %s, also with a good grant', async (_what, name) => {
    expect(await askedBy(tlsOf('ca.pem', name))).toEqual({ isAnswered: false, calls: 0, warned: ['STATUS'] });
  });

  it('is not asked by a gateway that does not know its authority', async () => {
    expect(await askedBy(tlsOf('other-ca.pem', 'gateway'))).toEqual({
      isAnswered: false,
      calls: 0,
      warned: ['TLS'],
    });
  });

  it('does not speak without TLS', async () => {
    expect(await askedBy({}, 'http')).toMatchObject({ isAnswered: false, calls: 0 });
  });
});
