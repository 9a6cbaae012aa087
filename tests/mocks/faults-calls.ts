import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { mockRegistries } from '../../mocks/index.ts';
import { buildPeople } from '../../mocks/people.ts';
import { type RunningMock, startMock } from '../../mocks/registry-server.ts';
import { tokenReplySchema } from '../../subgraphs/migri/contract.ts';
import { personaOid } from '../officer-query.ts';

const people = buildPeople({ today: '2026-11-24', generated: 0, seed: 1 });
const oids = [personaOid(9000), personaOid(9002)];

/** Starts the mock of a name on a free port. */
export async function startMockOf(name: string): Promise<RunningMock> {
  const found = mockRegistries.find(({ registry }) => registry.name === name);
  if (found === undefined) throw new Error(`no mock ${name}`);
  return startMock(found.registry, { people, now: Date.now }, 0);
}

/** A call for data about two personas, as each registry wants it. */
export interface DataCall {
  readonly path: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

const json = { 'content-type': 'application/json', 'user-agent': 'test' };
const soap = (ids: string): string =>
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>' +
  '<OpiskelijanKaikkiTiedotListaRequest xmlns="http://tietovaranto.csc.fi/luku">' +
  '<Kutsuja><jarjestelma>t</jarjestelma><tunnus>t</tunnus><avain>salaisuus</avain></Kutsuja>' +
  `<Hakuehdot>${ids}</Hakuehdot></OpiskelijanKaikkiTiedotListaRequest></s:Body></s:Envelope>`;

/** VIRTA's call; it needs no log-in. */
export const virtaCall: DataCall = {
  path: '/luku/OpiskelijanTiedot',
  body: soap(
    oids.map((oid) => `<kansallinenOppijanumeroLista>${oid}</kansallinenOppijanumeroLista>`).join(''),
  ),
  headers: { 'content-type': 'text/xml; charset=utf-8' },
};

/** Logs in and gives the call that goes with it. */
export const loggedIn: Readonly<Record<string, (mock: RunningMock) => Promise<DataCall>>> = {
  virta: async () => virtaCall,
  migri: async ({ url }) => ({
    path: '/permit-register/v1/persons/search',
    body: JSON.stringify({ personOids: oids }),
    headers: { ...json, authorization: `Bearer ${await tokenFrom(`${url}/oauth2/token`)}` },
  }),
  oppijanumero: async ({ url }) => ({
    path: '/oppijanumerorekisteri-service/henkilo/masterHenkilosByOidList',
    body: JSON.stringify(oids),
    headers: {
      ...json,
      authorization: `Bearer ${await tokenFrom(`${url}/kayttooikeus-service/oauth2/token`)}`,
    },
  }),
  opintopolku: async ({ url }) => ({
    path: '/valinta-tulos-service/cas/migri/hakemukset/henkilo-oidit',
    body: JSON.stringify(oids),
    headers: { ...json, cookie: await cookieFrom(url) },
  }),
};

/** Makes a call; what comes back is read to its end. */
export async function send(mock: RunningMock, { path, body, headers }: DataCall) {
  const response = await fetch(`${mock.url}${path}`, { method: 'POST', body, headers, redirect: 'manual' });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Asks for a token; the answer, whatever it is. */
export function askForToken(url: string): Promise<Response> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: 'opintolupa',
    client_secret: 'opintolupa-sandbox',
  });
  return fetch(url, { method: 'POST', body });
}

async function tokenFrom(url: string): Promise<string> {
  const response = await askForToken(url);
  return tokenReplySchema.parse(await response.json()).access_token;
}

async function cookieFrom(url: string): Promise<string> {
  const form = (fields: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(fields) });
  const granted = await fetch(
    `${url}/cas/v1/tickets`,
    form({ username: 'opintolupa', password: 'opintolupa-sandbox' }),
  );
  const service = `${url}/valinta-tulos-service/auth/login`;
  const ticket = await (await fetch(granted.headers.get('location') ?? '', form({ service }))).text();
  const session = await fetch(`${service}?ticket=${ticket}`);
  return session.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** A call on a bare socket: what came, and how the connection ended. */
export interface RawExchange {
  readonly socket: Socket;
  readonly received: () => string;
  /** Resolves with `end` or the error's code. */
  readonly ended: Promise<string>;
}

/** Makes a call on a socket of its own. */
export async function sendRaw(mock: RunningMock, { path, body, headers }: DataCall): Promise<RawExchange> {
  const { hostname, port } = new URL(mock.url);
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<string>((resolve) => {
    socket.once('end', () => resolve('end'));
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
  });
  await once(socket, 'connect');
  const lines = Object.entries({ host: hostname, ...headers, 'content-length': Buffer.byteLength(body) });
  const head = [`POST ${path} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`)];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  return { socket, received: () => Buffer.concat(chunks).toString('latin1'), ended };
}
