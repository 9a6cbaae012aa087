import { GraphQLError } from 'graphql';

/** An error of a portion, with its path in the whole answer. */
export function placedIn(error: GraphQLError, places: readonly number[]): GraphQLError {
  const [key, index, ...further] = error.path ?? [];
  const place = typeof index === 'number' ? places[index] : undefined;
  if (key === undefined || place === undefined) return error;
  const { message, extensions, originalError = null } = error;
  return new GraphQLError(message, { path: [key, place, ...further], extensions, originalError });
}
