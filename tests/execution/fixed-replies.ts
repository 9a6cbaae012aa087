import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import type { SubgraphReply } from '../../gateway/federation/execution/plan-run.ts';
import { canonically } from './canonically.ts';
import { executorOver, plannedHere } from './planned-here.ts';
import { contextOf } from './two-executors.ts';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@requires", "@external", "@interfaceObject", "@shareable"])';

/** A question, and what the parts of a graph answer. */
export interface FixedCase {
  readonly parts: Readonly<Record<string, string>>;
  /** What each part answers, one after another. */
  readonly replies: Readonly<Record<string, readonly SubgraphReply[]>>;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Executes a query over parts that give fixed answers; tells what they were asked. */
export async function run({ parts, replies, query, variables = {} }: FixedCase) {
  const services = Object.entries(parts).map(([name, sdl]) => ({
    name,
    url: `http://${name}.invalid`,
    typeDefs: parse(`${link} ${sdl}`),
  }));
  const { errors: problems, supergraphSdl } = composeServices(services);
  if (problems !== undefined) throw new Error(problems.map(({ message }) => message).join('\n'));
  const asked: Record<string, unknown>[] = [];
  const sources = new Map(
    Object.entries(replies).map(([name, given]) => {
      const left = given.map((reply): SubgraphReply => JSON.parse(JSON.stringify(reply)));
      const ask = async (question: { readonly variables: Readonly<Record<string, unknown>> }) => {
        asked.push({ ...question.variables });
        return left.shift() ?? {};
      };
      return [name, { isInProcess: false, ask, close: async () => undefined }];
    }),
  );
  const here = plannedHere(supergraphSdl);
  const planned = executorOver({ ...here, sources, onPlan: () => undefined });
  const execute = canonically(planned, here.schemas.api);
  const document = parse(query);
  const [operation] = document.definitions;
  if (operation?.kind !== 'OperationDefinition') throw new Error('no operation');
  const asking = { document, operation, queryHash: query, variables };
  const result = await execute({ ...asking, context: contextOf('fixed') });
  return { asked, data: JSON.parse(JSON.stringify(result.data)), errors: result.errors };
}
