import type { Dispatcher } from 'undici';
import { readText } from '../../../subgraphs/registry/http-text.ts';
import { CallFailure, type FailureKind, failureWithin } from './call-failure.ts';

/** The media types of a GraphQL response, as they are asked for. */
export const acceptedTypes = 'application/graphql-response+json, application/json;q=0.9';

/**
 * The largest answer that is read, in bytes. What an official asks of five thousand people is some 15 megabytes from one
 * registry; with all attainments of each it may be ten times as much.
 */
const mostBytes = 256 * 2 ** 20;

const responseType = 'application/graphql-response+json';
const jsonType = 'application/json';

/**
 * Reads the JSON of an answer that may be a GraphQL response: any of its own media type, and a successful one of JSON,
 * since with another status that may be anybody's on the way. Throws `CallFailure`.
 */
export async function readAnswer(answer: Dispatcher.ResponseData): Promise<unknown> {
  const { statusCode: status } = answer;
  const refused = refusalOf(answer);
  if (refused !== null) {
    // The stream reports its own end as an error; unheard, that would end the process.
    answer.body.on('error', () => undefined).destroy();
    throw new CallFailure(refused, status);
  }
  const text = await readText(answer, mostBytes).catch((error: unknown) => {
    throw failureWithin(error, status);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new CallFailure('NOT_JSON', status);
  }
}

function refusalOf({ statusCode: status, headers }: Dispatcher.ResponseData): FailureKind | null {
  const type = mediaTypeOf(headers['content-type']);
  const isSuccess = status >= 200 && status < 300;
  if (!isSuccess && !(status >= 400 && type === responseType)) return 'STATUS';
  if (type === null) return 'CONTENT_TYPE';
  return Number(headers['content-length'] ?? 0) > mostBytes ? 'TOO_LARGE' : null;
}

function mediaTypeOf(header: string | string[] | undefined): string | null {
  if (typeof header !== 'string') return null;
  const [name = '', ...parameters] = header
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  if (charset !== undefined && !/^charset="?utf-?8"?$/.test(charset)) return null;
  return name === responseType || name === jsonType ? name : null;
}
