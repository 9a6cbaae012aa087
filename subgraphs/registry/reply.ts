import type { z } from 'zod';
import { type Answer, answered, failed } from './answer.ts';
import type { HttpReply } from './http.ts';

/** The failure that a status other than success means, where the registry's contract says nothing else. */
export function failureOfStatus(reply: HttpReply, now: Date): Answer<never> {
  const { status } = reply;
  if (status === 401 || status === 403) return failed('AUTHENTICATION_FAILED');
  if (status === 429) return failed('RATE_LIMITED', retryAtOf(reply, now));
  if (status >= 500) return failed('SOURCE_ERROR', retryAtOf(reply, now));
  if (status >= 400) return failed('REJECTED_BY_SOURCE');
  return failed('INVALID_ANSWER');
}

const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** The time that a `Retry-After` header names; null without one. */
export function retryAtOf(reply: HttpReply, now: Date): string | null {
  const header = reply.headers['retry-after'];
  if (typeof header !== 'string') return null;
  if (/^\d{1,6}$/.test(header)) return new Date(now.getTime() + Number(header) * 1000).toISOString();
  // Date.parse by itself reads almost any text with a number in it as some date.
  const time = httpDate.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** The JSON of a successful reply; anything that is not declared and parsable as JSON is an invalid answer. */
export function jsonOf(reply: HttpReply, observedAt: string): Answer<unknown> {
  if (!isJson(reply.headers['content-type'])) return failed('INVALID_ANSWER');
  try {
    const value: unknown = JSON.parse(reply.text);
    return answered(value, observedAt);
  } catch {
    return failed('INVALID_ANSWER');
  }
}

function isJson(contentType: string | string[] | undefined): boolean {
  return typeof contentType === 'string' && /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(contentType);
}

/** Records read one by one, so that a bad one costs only itself. */
export interface ReadRecords<T> {
  readonly records: readonly T[];
  /** How many could not be read. */
  readonly unreadable: number;
  /** The field that made the first of them unreadable, by the registry's name; null when there is none. */
  readonly field: string | null;
}

/** The field that made a record unreadable, by the registry's name; null when the whole record is not what it should be. */
export function fieldOf(error: z.ZodError): string | null {
  // Positions in lists are left out, and names that are no field of a contract could be anything.
  const names = error.issues[0]?.path.filter((part) => typeof part === 'string' && /^\w{1,40}$/.test(part));
  return names === undefined || names.length === 0 ? null : names.join('.');
}

/** Reads each record of a list by its contract. */
export function readRecords<S extends z.ZodType>(
  schema: S,
  values: readonly unknown[],
): ReadRecords<z.infer<S>> {
  const records: z.infer<S>[] = [];
  let unreadable = 0;
  let field: string | null = null;
  for (const value of values) {
    const parsed = schema.safeParse(value);
    if (parsed.success) records.push(parsed.data);
    else {
      unreadable += 1;
      field ??= fieldOf(parsed.error);
    }
  }
  return { records, unreadable, field };
}
