import '../apollo-telemetry.ts';
import { readFileSync } from 'node:fs';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { tellParent } from './parent.ts';
import { readPeerSettings } from './peer-settings.ts';

// The stock gateway as its documentation sets it up. It differs in one thing: subgraphs are told what may be read.
const { supergraphPath, headers } = readPeerSettings(process.env);
const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(supergraphPath, 'utf8'),
  buildService: ({ url }) =>
    new RemoteGraphQLDataSource({
      ...(url === undefined ? {} : { url }),
      willSendRequest: ({ request }) => {
        for (const [name, value] of Object.entries(headers)) request.http?.headers.set(name, value);
      },
    }),
});
const server = new ApolloServer({ gateway });
const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
tellParent(url);
