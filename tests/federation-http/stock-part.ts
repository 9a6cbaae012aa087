import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { syntheticCode } from '../../mocks/synthetic-code.ts';
import { sdlOf } from '../../subgraphs/registry/sdl.ts';
import { personaOid } from '../officer-query.ts';

/** A subgraph as anybody may run one. */
export interface StockPart {
  readonly url: string;
  readonly close: () => Promise<void>;
}

interface Represented {
  readonly oppijanumero: string;
  readonly lookup?: { readonly personOids?: readonly string[] };
}

const code = syntheticCode({ birthDate: '1990-01-01', sign: '-', number: 987 });

/** What its errors say, which is for nobody else. */
export const secretText = `relation "student" of ${code} does not exist`;

/** Whom it knows nothing of, and for whom it breaks. */
export const [unknownPerson, brokenPerson] = [personaOid(9001), personaOid(9002)];

const source = { registry: 'VIRTA', servedFrom: 'REGISTRY' };
const right = {
  id: '10088:1',
  institution: { code: '10088', name: {} },
  type: 'MASTER',
  startsOn: '2026-08-01',
  endsOn: null,
  states: [{ state: 'ACTIVE', startsOn: '2026-08-01', endsOn: null }],
  classifications: [],
  languages: ['en'],
  phases: [],
  institutionRoles: [],
  relatedRightIds: [],
};

/** VIRTA's part of the graph on a stock server that knows nothing of this project. */
export async function startStockPart(): Promise<StockPart> {
  const typeDefs = parse(sdlOf('virta'));
  const resolvers = {
    Student: {
      __resolveReference: (asked: Represented) => (asked.oppijanumero === unknownPerson ? null : asked),
      studyRights: ({ oppijanumero, lookup }: Represented) => {
        if (oppijanumero === brokenPerson) throw new Error(secretText);
        const items = lookup?.personOids === undefined ? [] : [right];
        return { state: 'KNOWN', source, complete: true, items };
      },
    },
  };
  const server = new ApolloServer({
    schema: buildSubgraphSchema([{ typeDefs, resolvers }]),
    stopOnTerminationSignals: false,
    logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
  return { url, close: () => server.stop() };
}
