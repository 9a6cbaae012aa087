import { type DocumentNode, execute, type GraphQLSchema, parse } from 'graphql';
import { buildPeople } from '../../mocks/people.ts';
import type { Person } from '../../mocks/person.ts';
import { type MockRegistry, startMock } from '../../mocks/registry-server.ts';
import type { HttpReply } from '../../subgraphs/registry/http.ts';
import { loadInstitutions } from '../../subgraphs/registry/institutions.ts';
import type { Environment, Subgraph, SubgraphTools } from '../../subgraphs/registry/subgraph.ts';
import { sandboxGrant } from '../grants.ts';
import { requestContext } from '../request-context.ts';
import {
  answerFromMemory,
  type Exchange,
  type Question,
  recordExchanges,
  takeThrown,
} from './in-memory-upstream.ts';

const today = '2026-11-24';
// Later than any reply in memory was read.
const clock = { now: () => new Date('2026-11-24T12:00:00Z'), today: () => today };

/** The sandbox's people, and some generated ones. */
export const people: readonly Person[] = buildPeople({ today, generated: 60, seed: 1 });

/** One query, and who it is about. */
export interface Subject {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A subject with the registry's real answers to it. */
export interface RecordedSubject<S extends Subject> {
  readonly subject: S;
  readonly exchanges: readonly Exchange[];
}

/** What became of a query: the answer, and how many things went wrong that nobody foresaw. */
export interface Outcome {
  readonly data: unknown;
  readonly errors: readonly string[];
}

/** A subgraph whose registry is in memory. */
export interface FuzzedSubgraph {
  readonly ask: (subject: Subject, respond: (question: Question) => HttpReply | null) => Promise<Outcome>;
}

/** What to fuzz. */
export interface Target {
  readonly subgraph: Subgraph;
  readonly mock: MockRegistry;
  readonly environmentAt: (url: string) => Environment;
}

/** Asks a real mock registry about each subject, and keeps what was said. */
export async function record<S extends Subject>(
  target: Target,
  subjects: readonly S[],
): Promise<readonly RecordedSubject<S>[]> {
  const mock = await startMock(target.mock, { people, now: Date.now }, 0);
  const closers: (() => Promise<void>)[] = [mock.close];
  const tools = toolsClosedBy((close) => closers.push(close));
  const exchanges = recordExchanges(tools);
  const schema = schemaOf(target.subgraph, target.environmentAt(mock.url), tools);
  const recorded: RecordedSubject<S>[] = [];
  for (const subject of subjects) {
    const before = exchanges.length;
    const { errors } = await run(schema, subject);
    if (errors.length > 0) throw new Error(errors.join('; '));
    recorded.push({ subject, exchanges: exchanges.slice(before) });
  }
  for (const close of closers.reverse()) await close();
  return recorded;
}

/** Builds a subgraph over a registry in memory. */
export function fuzzed({ subgraph, environmentAt }: Target): FuzzedSubgraph {
  const tools = toolsClosedBy(() => undefined);
  let respond: (question: Question) => HttpReply | null = () => null;
  answerFromMemory(tools, (question) => respond(question));
  const schema = schemaOf(subgraph, environmentAt('http://127.0.0.1:9'), tools);
  return {
    ask: async (subject, responder) => {
      respond = responder;
      const { data, errors } = await run(schema, subject);
      return { data, errors: [...errors, ...takeThrown(tools)] };
    },
  };
}

function toolsClosedBy(onClose: SubgraphTools['onClose']): SubgraphTools {
  const callerId = '1.2.246.562.10.00000000001.fuzz';
  return { clock, callerId, institutions: loadInstitutions(null), onlyMocks: false, onClose };
}

function schemaOf(subgraph: Subgraph, environment: Environment, tools: SubgraphTools): GraphQLSchema {
  const configured = subgraph.configure(environment);
  if (!configured.ok) throw new Error(configured.problems.join('; '));
  return configured.build(tools);
}

const documents = new Map<string, DocumentNode>();

async function run(schema: GraphQLSchema, { query, variables }: Subject): Promise<Outcome> {
  const document = documents.get(query) ?? parse(query);
  documents.set(query, document);
  const contextValue = requestContext({ clock, requestId: 'fuzz', grant: sandboxGrant });
  const { data, errors } = await execute({ schema, document, variableValues: variables, contextValue });
  return { data, errors: (errors ?? []).map(({ message }) => message) };
}
