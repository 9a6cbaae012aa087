import { type ExecutionResult, execute, type GraphQLSchema, parse } from 'graphql';

/** An answer, and what it answers. */
export interface Answered {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly data: ExecutionResult['data'];
}

/**
 * What of an answer's data does not conform to the graph that clients see; null when all of it does. graphql-js executes
 * the query on the data itself: it gives what the query selects, in the order of the language's specification, and has
 * errors where a value may not be. Objects that may be of several types must say which they are of.
 */
export async function misfitOf(
  schema: GraphQLSchema,
  { query, variables, data }: Answered,
): Promise<string | null> {
  const again = await execute({
    schema,
    document: parse(query),
    variableValues: variables,
    rootValue: data,
    fieldResolver: (source, ...[, , { path }]) => Reflect.get(Object(source), path.key),
    typeResolver: (value) => String(Reflect.get(Object(value), '__typename')),
  });
  if (again.errors !== undefined) return JSON.stringify(again.errors);
  const texts = [JSON.stringify(data), JSON.stringify(again.data)];
  return texts[0] === texts[1] ? null : texts.join('\n');
}
