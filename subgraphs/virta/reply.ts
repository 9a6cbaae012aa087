import { type Answer, answered, failed } from '../registry/answer.ts';
import type { HttpReply } from '../registry/http.ts';
import { failureOfStatus } from '../registry/reply.ts';
import type { Operation, Opiskelija, RecordKind } from './contract.ts';
import { readAnswer } from './xml/answer.ts';

/** The student records of an answer, or that VIRTA refused the whole question as not valid. */
export type Found = readonly Opiskelija[] | 'VALIDATION_ERROR';

/** What was asked. */
export interface Question {
  readonly operation: Operation;
  /** Which kinds of record to read. */
  readonly kinds: ReadonlySet<RecordKind>;
}

/** Sorts out what a reply means (virta-koski.md §1.10). No text of VIRTA's is passed on. */
export function foundIn(
  reply: HttpReply,
  question: Question,
  times: { readonly observedAt: string; readonly now: Date },
): Answer<Found> {
  const { status } = reply;
  if (status !== 200 && refusesAccess(reply)) return failed('AUTHENTICATION_FAILED');
  if (status !== 200 && status !== 500) return failureOfStatus(reply, times.now);
  const unreadable = failed(status === 200 ? 'INVALID_ANSWER' : 'SOURCE_ERROR');
  if (!isXml(reply.headers['content-type'])) return unreadable;
  const answer = readAnswer(reply.text, question.operation, question.kinds);
  if (answer.kind === 'INVALID') return unreadable;
  if (answer.kind === 'DATA') {
    return status === 200 ? answered(answer.students, times.observedAt) : failed('INVALID_ANSWER');
  }
  if (answer.validationError) return answered('VALIDATION_ERROR', times.observedAt);
  return failed(refusesAccess(reply) ? 'AUTHENTICATION_FAILED' : 'SOURCE_ERROR');
}

/** VIRTA's fault for wrong credentials is not public; its other clients go by these words. */
function refusesAccess({ text }: HttpReply): boolean {
  return /access denied/i.test(text);
}

function isXml(contentType: string | string[] | undefined): boolean {
  return typeof contentType === 'string' && /^(?:text|application)\/(?:[\w.-]+\+)?xml\b/i.test(contentType);
}
