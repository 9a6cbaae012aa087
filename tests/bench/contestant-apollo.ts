import '../apollo-telemetry.ts';
import { readFileSync } from 'node:fs';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { tellParent } from './parent.ts';

// The stock gateway as its documentation sets it up.
const supergraphSdl = readFileSync(process.env.BENCH_SUPERGRAPH ?? '', 'utf8');
const server = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl }) });
const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
tellParent(url);
