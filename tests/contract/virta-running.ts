import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type GraphQLSchema, graphql } from 'graphql';
import { createClock } from '../../subgraphs/registry/clock.ts';
import { loadInstitutions } from '../../subgraphs/registry/institutions.ts';
import type { Environment } from '../../subgraphs/registry/subgraph.ts';
import { virta } from '../../subgraphs/virta/index.ts';
import { sandboxGrant } from '../grants.ts';
import { requestContext } from '../request-context.ts';

/** How a student is put to the subgraph, as the gateway does it. */
export interface StudentSpec {
  readonly oids: readonly string[];
  readonly resolution?: 'RESOLVED' | 'NOT_IDENTIFIED' | 'UNKNOWN' | 'UNRESOLVED';
  readonly nonDisclosure?: boolean;
}

/** The VIRTA subgraph, built from an environment. */
export interface RunningSubgraph {
  /** The fields of each student, in one request. */
  readonly students: (fields: string, students: readonly StudentSpec[]) => Promise<readonly unknown[]>;
  readonly close: () => Promise<void>;
}

const clock = createClock('2026-06-01');

/** Builds the subgraph; fails when the environment is not accepted. */
export function startSubgraph(environment: Environment): RunningSubgraph {
  const closers: (() => Promise<void>)[] = [];
  const configured = virta.configure(environment);
  if (!configured.ok) throw new Error(configured.problems.join('; '));
  const schema = configured.build({
    clock,
    callerId: '1.2.246.562.10.00000000001.opintolupa',
    institutions: loadInstitutions(null),
    onlyMocks: false,
    onClose: (close) => closers.push(close),
  });
  return {
    students: (fields, students) => askEntities(schema, fields, students),
    close: async () => {
      await Promise.all(closers.map((close) => close()));
    },
  };
}

async function askEntities(schema: GraphQLSchema, fields: string, students: readonly StudentSpec[]) {
  const { data, errors } = await graphql({
    schema,
    source: `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Student { ${fields} } } }`,
    variableValues: { of: students.map(representationOf) },
    contextValue: requestContext({ clock, grant: sandboxGrant }),
  });
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('; '));
  const entities: unknown = data?._entities;
  if (!Array.isArray(entities)) throw new Error('no entities');
  return entities;
}

function representationOf(student: StudentSpec) {
  const { oids, resolution = 'RESOLVED', nonDisclosure = false } = student;
  const lookup = { personOids: oids, resolution, nonDisclosure, finnishCitizen: false };
  return { __typename: 'Student', oppijanumero: oids[0], lookup };
}

/** A VIRTA that answers as a test says. */
export interface Stub {
  readonly environment: Environment;
  readonly bodies: readonly string[];
  readonly close: () => Promise<void>;
}

/** What a stub answers: XML with status 200 unless it says otherwise. */
export interface StubAnswer {
  readonly body: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Starts a stub of VIRTA; `answer` gets the request's body. */
export async function startStub(answer: (body: string) => StubAnswer): Promise<Stub> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      bodies.push(body);
      send(response, answer(body));
    });
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { environment: environmentOf(`http://127.0.0.1:${port}`), bodies, close };
}

/** The environment for a VIRTA at a base URL, with the password of CSC's test environment. */
export function environmentOf(baseUrl: string): Environment {
  return { VIRTA_URL: `${baseUrl}/luku/OpiskelijanTiedot`, VIRTA_KEY: 'salaisuus' };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, { body, status = 200, headers = {} }: StubAnswer): void {
  response.writeHead(status, { 'content-type': 'text/xml; charset=utf-8', ...headers });
  response.end(body);
}

/** A SOAP answer with a body. */
export function envelope(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header/><e:Body>${body}</e:Body></e:Envelope>`;
}

/** A list answer with student records. */
export function listAnswer(students: string, root = 'OpiskelijanKaikkiTiedotListaResponse'): string {
  const data = `<Virta xmlns="urn:mace:funet.fi:virta/2015/09/01">${students}</Virta>`;
  return envelope(`<l:${root} xmlns:l="http://tietovaranto.csc.fi/luku">${data}</l:${root}>`);
}

/** A SOAP fault. */
export function fault(text: string): string {
  return envelope(
    `<e:Fault><faultcode>e:Server</faultcode><faultstring xml:lang="en">${text}</faultstring></e:Fault>`,
  );
}
