import { oppijanumeroMock } from '../../mocks/oppijanumero.ts';
import type { IdentityRecord, Person } from '../../mocks/person.ts';
import { type RunningMock, startMock } from '../../mocks/registry-server.ts';
import { tokenReplySchema } from '../../subgraphs/oppijanumero/contract.ts';

const oid = (node: string) => `1.2.246.562.24.00000${node}`;

/** The OIDs of the few records that the tests' ONR holds, and of one that it does not. */
export const oids = {
  manual: oid('009000'),
  withCode: oid('009001'),
  eidas: oid('250002'),
  nonDisclosed: oid('009012'),
  master: oid('009011'),
  slave: oid('009111'),
  unidentified: oid('009015'),
  unknown: oid('009999'),
} as const;

const people = [
  person([record(oids.manual, {})]),
  person([
    record(oids.withCode, { identifiedBy: 'VTJ', personalIdentityCode: '140300A901H', municipality: '091' }),
  ]),
  person([record(oids.eidas, { identifiedBy: 'EIDAS' })]),
  person([record(oids.nonDisclosed, { nonDisclosure: true, municipality: '091' })]),
  person([
    record(oids.master, { identifiedBy: 'VTJ', personalIdentityCode: '150398-905K' }),
    record(oids.slave, { identifiedBy: 'NONE', personalIdentityCode: '220701A912H' }),
  ]),
  person([record(oids.unidentified, { identifiedBy: 'NONE', personalIdentityCode: '241295-958K' })]),
];

type Headers = Readonly<Record<string, string>>;

/** A running mock of ONR and the ways to call it, with a bearer token unless the headers say otherwise. */
export interface RunningOnr {
  readonly server: RunningMock;
  readonly base: string;
  readonly clock: { now: number };
  readonly get: (path: string, headers?: Headers) => Promise<Response>;
  readonly head: (path: string) => Promise<Response>;
  readonly post: (path: string, body: unknown, headers?: Headers) => Promise<Response>;
  readonly postText: (path: string, text: string, headers?: Headers) => Promise<Response>;
}

/** Starts the mock and fetches a token. */
export async function startOnr(): Promise<RunningOnr> {
  const clock = { now: Date.UTC(2026, 7, 1, 9) };
  const server = await startMock(oppijanumeroMock, { people, now: () => clock.now }, 0);
  const base = `${server.url}/oppijanumerorekisteri-service`;
  const token = await tokenOf(server, 'opintolupa', 'opintolupa-sandbox');
  const call = (path: string, init: RequestInit, headers: Headers = {}) => {
    const common = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    return fetch(base + path, { ...init, headers: { ...common, ...headers }, redirect: 'manual' });
  };
  const postText = (path: string, body: string, headers?: Headers) =>
    call(path, { method: 'POST', body }, headers);
  return {
    server,
    base,
    clock,
    get: (path, headers) => call(path, {}, headers),
    head: (path) => call(path, { method: 'HEAD' }),
    post: (path, body, headers) => postText(path, JSON.stringify(body), headers),
    postText,
  };
}

/** Asks for a token as `opintolupa`, but for what `fields` say. */
export function askToken(server: RunningMock, fields: Headers, headers: Headers = {}): Promise<Response> {
  const client = { client_id: 'opintolupa', client_secret: 'opintolupa-sandbox' };
  const form = { grant_type: 'client_credentials', ...client, ...fields };
  const url = `${server.url}/kayttooikeus-service/oauth2/token`;
  return fetch(url, { method: 'POST', body: new URLSearchParams(form), headers });
}

/** An access token. */
export async function tokenOf(server: RunningMock, clientId: string, secret: string): Promise<string> {
  const reply = await askToken(server, { client_id: clientId, client_secret: secret });
  return tokenReplySchema.parse(await reply.json()).access_token;
}

function person(records: readonly IdentityRecord[]): Person {
  const nothing = { places: [], feeRows: [], studentRecords: [], migri: null };
  return { id: records[0]?.oid ?? '', story: '', records, ...nothing };
}

function record(recordOid: string, traits: Partial<IdentityRecord>): IdentityRecord {
  return {
    oid: recordOid,
    givenNames: 'Asha Mock',
    callingName: 'Asha',
    familyName: 'Testinen',
    birthDate: '1998-03-15',
    citizenships: ['356'],
    personalIdentityCode: null,
    identifiedBy: 'MANUAL',
    nonDisclosure: false,
    municipality: null,
    sex: '2',
    ...traits,
  };
}
