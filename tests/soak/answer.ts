import { z } from 'zod';
import { isErrorCode } from '../../gateway/errors.ts';
import type { Outcome } from './client.ts';
import type { StruckFault } from './faults.ts';
import { problemsOfStudent, type Student } from './judge.ts';
import type { Query } from './requests.ts';

/** How each person was answered when nothing was wrong, by learner number asked. */
export type Baseline = ReadonlyMap<string, Student>;

/** What is to be said of an answer. */
export interface Verdict {
  /** Its status and error codes, to count by. */
  readonly kind: string;
  /** What it must not have; empty for a legal answer. */
  readonly problems: readonly string[];
}

const errorsSchema = z.array(z.object({ extensions: z.object({ code: z.string() }) }));
const studentSchema = z.record(z.string(), z.unknown()).nullable();
const bodySchema = z.object({
  errors: errorsSchema.default([]),
  data: z
    .object({
      student: studentSchema.optional(),
      students: z.array(z.object({ askedFor: z.string(), student: studentSchema })).optional(),
    })
    .nullish(),
});

type Body = z.infer<typeof bodySchema>;

/** Codes with which a part of an answer may be missing. */
const partial = new Set(['SUBGRAPH_UNAVAILABLE', 'DEADLINE_EXCEEDED']);

/** Judges what became of a query, by the baseline and the faults that struck meanwhile. */
export function verdictOf(
  query: Query,
  outcome: Outcome,
  { baseline, faults }: { readonly baseline: Baseline; readonly faults: readonly StruckFault[] },
): Verdict {
  if (outcome.is === 'left') return { kind: 'left by its client', problems: [] };
  if (outcome.is === 'broken') return { kind: 'broken', problems: [`connection: ${outcome.why}`] };
  const { status } = outcome;
  const body = bodyOf(outcome.body);
  if (body === null) return { kind: String(status), problems: ['no body of the agreed shape'] };
  const codes = [...new Set(body.errors.map(({ extensions }) => extensions.code))];
  const kind = [status, ...codes].join(' ');
  const strange = codes.filter((code) => !isErrorCode(code) || code === 'INTERNAL_SERVER_ERROR');
  const problems = strange.map((code) => `error code ${code}`);
  if (status === 503) return { kind, problems: [...problems, ...problemsOfRefusal(codes, outcome)] };
  if (query.kind === 'bad') return { kind, problems: status === 400 ? problems : ['bad input accepted'] };
  if (status !== 200) return { kind, problems: [...problems, `status ${status}`] };
  return { kind, problems: [...problems, ...problemsOfData(query, body, { baseline, faults })] };
}

function bodyOf(bytes: Buffer): Body | null {
  try {
    return bodySchema.parse(JSON.parse(bytes.toString()));
  } catch {
    return null;
  }
}

function problemsOfRefusal(codes: readonly string[], { retryAfter }: { readonly retryAfter: boolean }) {
  return codes.join() === 'OVERLOADED' && retryAfter ? [] : ['refused without OVERLOADED and Retry-After'];
}

function problemsOfData(
  query: Query,
  { data, errors }: Body,
  { baseline, faults }: { readonly baseline: Baseline; readonly faults: readonly StruckFault[] },
): readonly string[] {
  const isPartial = errors.some(({ extensions }) => partial.has(extensions.code));
  const given = data?.students?.map(({ student }) => student) ?? [data?.student ?? null];
  if (given.length !== query.people.length) return isPartial ? [] : ['not one answer for each person asked'];
  return given.flatMap((student, index) => {
    const asked = query.people[index] ?? '';
    const before = baseline.get(asked);
    if (before === undefined) return ['a person nobody asked for'];
    if (student === null) return isPartial ? [] : ['no student and no error that says why'];
    return problemsOfStudent(student, { asked, before }, faults);
  });
}
