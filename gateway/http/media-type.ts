import type { ErrorCode } from '../errors.ts';

/** The media types of answers, by preference where a client has none. */
const offered = ['application/json', 'application/graphql-response+json'] as const;

/** A media type that answers come in. */
export type MediaType = (typeof offered)[number];

interface Range {
  readonly name: string;
  readonly quality: number;
}

/** Which media type a client wants, by its `Accept`; null when it wants none that is served. */
export function mediaTypeFor(accept: string | undefined): MediaType | null {
  if (accept === undefined || accept.trim() === '') return offered[0];
  const ranges = accept.split(',').map(rangeOf);
  const [best] = offered
    .map((type) => ({ type, ...matchOf(type, ranges) }))
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality || one.place - other.place);
  return best?.type ?? null;
}

/**
 * The status of an answer to a request that was understood as one and not executed. Whoever asks for plain JSON by name
 * gets 200, as GraphQL over HTTP has it for that type; everybody else gets the status of the code.
 */
export function statusFor(accept: string | undefined, { code, status }: CodedStatus): number {
  if (status !== 400 || malformed.has(code)) return status;
  const named = (accept ?? '').split(',').some((part) => rangeOf(part).name === 'application/json');
  return named && mediaTypeFor(accept) === 'application/json' ? 200 : status;
}

interface CodedStatus {
  readonly code: ErrorCode;
  readonly status: number;
}

/** Requests that are none of GraphQL's. */
const malformed: ReadonlySet<ErrorCode> = new Set(['BAD_REQUEST', 'BATCHING_DISABLED']);

function rangeOf(part: string): Range {
  const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = weight === undefined ? 1 : Number(weight.slice(2));
  return { name, quality: Number.isFinite(quality) ? Math.min(Math.max(quality, 0), 1) : 0 };
}

/** The range that fits a type most exactly decides; its place in the list breaks ties. */
function matchOf(
  type: MediaType,
  ranges: readonly Range[],
): { readonly quality: number; readonly place: number } {
  for (const name of [type, 'application/*', '*/*']) {
    const place = ranges.findIndex((range) => range.name === name);
    const range = ranges[place];
    // A type that is named goes before one that a wildcard covers.
    if (range !== undefined)
      return { quality: range.quality, place: name === type ? place : place + ranges.length };
  }
  return { quality: 0, place: 0 };
}
