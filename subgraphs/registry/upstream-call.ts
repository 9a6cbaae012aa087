import { z } from 'zod';
import { consentRegistries } from './disclosed-as.ts';

/** What kind of identifier a call sends; NONE for one that is about nobody, such as a log-in. */
export const identifierKinds = [
  'LEARNER_NUMBER',
  'PERSONAL_IDENTITY_CODE',
  'APPLICATION',
  'APPLICATION_OPTION',
  'NONE',
] as const;

/** How a call ended; UNDER_WAY when nobody knows yet. */
const outcomes = [
  'ANSWERED',
  'UNDER_WAY',
  'TIMEOUT',
  'UNREACHABLE',
  'SOURCE_ERROR',
  'INVALID_ANSWER',
  'AUTHENTICATION_FAILED',
  'REJECTED_BY_SOURCE',
  'RATE_LIMITED',
  'BUSY',
  'CIRCUIT_OPEN',
] as const;

const milliseconds = z.number().finite();

/** One call that went out to a registry: who was told what of how many people. No value and no identifier. */
export const upstreamCallSchema = z.strictObject({
  /** Tells calls apart: one that several parts of a request ride in is told to each of them. */
  key: z.string().max(100),
  /** The registry whose data is asked for, or that is logged in to. */
  registry: z.enum(consentRegistries),
  /** The server, as metrics name it; servers that log in have their own names. */
  server: z.string().max(100),
  kind: z.enum(['data', 'log-in']),
  method: z.enum(['GET', 'POST']),
  /** Without query; what names somebody or something in it is left out. */
  path: z.string().max(500),
  /** The registry's own name for the question; null for a log-in. */
  operation: z.string().max(100).nullable(),
  identifier: z.enum(identifierKinds),
  /** How many identifiers were sent. */
  identifiers: z.number().int().min(0),
  /** How many numbers of persons were sent, each linked number of a merged person by itself; null when not told by it. */
  persons: z.number().int().min(0).nullable(),
  /** Milliseconds from the beginning of the request, by the monotonic clock. */
  startedMs: milliseconds,
  endedMs: milliseconds,
  outcome: z.enum(outcomes),
  /** The HTTP status; null when there was no whole answer. */
  status: z.number().int().nullable(),
  /** HTTP requests sent, or tried to be: a second one when the first certainly did not arrive. */
  attempts: z.number().int().min(0),
  /** How many requests of clients ride in the call. */
  requests: z.number().int().min(1),
});

/** One call that went out to a registry. */
export type UpstreamCall = z.infer<typeof upstreamCallSchema>;

/** How a call ended. */
export type CallOutcome = UpstreamCall['outcome'];

/** What a question says of the call that asks it. */
export interface CallSubject {
  /** The registry's own name for the question. */
  readonly operation: string;
  readonly identifier: UpstreamCall['identifier'];
  /** How many identifiers are sent. */
  readonly count: number;
  /** The registry that is asked, where one server holds several; that of the server unless told. */
  readonly registry?: UpstreamCall['registry'];
}

const named = /\d{4}|\d\.\d+\.\d|^(?:TGT|ST)-/;

/** A path as it may be told: without query, and without what names a person, an option, an application or a ticket. */
export function toldPath(path: string): string {
  const [bare = ''] = path.split('?');
  return bare
    .split('/')
    .map((segment) => (named.test(segment) ? '*' : segment))
    .join('/');
}
