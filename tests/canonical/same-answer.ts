import { type ExecutionResult, GraphQLError } from 'graphql';
import { difference } from '../execution/compare-answers.ts';
import { inOriginalWords, pathInOriginalWords, type Words } from './words.ts';

/** Errors in the words of the document that was rewritten; what is told at several places of one thing is one. */
function distinct(errors: readonly GraphQLError[], words: Words | null): readonly GraphQLError[] {
  const own = errors.map(({ message, path, extensions }) => {
    const place = path === undefined || words === null ? path : pathInOriginalWords(path, words);
    return new GraphQLError(message, { extensions, ...(place === undefined ? {} : { path: place }) });
  });
  return [...new Map(own.map((error) => [`${JSON.stringify(error.path)} ${textOf(error)}`, error])).values()];
}

/**
 * Errors without those that are told higher up only because what they are about is not asked at that place: each is told
 * where it is, too.
 */
function withoutCut(errors: readonly GraphQLError[]): readonly GraphQLError[] {
  const placed = errors.map((error) => ({
    error,
    place: `${textOf(error)} ${(error.path ?? []).join(' ')}`,
  }));
  return placed
    .filter(({ place }) => !placed.some((other) => other.place.startsWith(`${place} `)))
    .map(({ error }) => error);
}

/** What differs between an answer in other words and the original's, to the order of keys; null when nothing does. */
export function unlikeness(
  original: ExecutionResult,
  rewritten: ExecutionResult,
  words: Words,
): string | null {
  const data = inOriginalWords(rewritten.data, words);
  const own = withoutCut(distinct(rewritten.errors ?? [], words));
  const wanted = withoutCut(distinct(original.errors ?? [], null));
  return difference(
    { data: data === null ? null : Object(data), errors: own },
    { ...original, errors: wanted },
    textOf,
  );
}

function textOf({ message, extensions }: GraphQLError): string {
  return `${message} ${extensions?.code ?? ''}`;
}
