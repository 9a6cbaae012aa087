import type { Answer } from '../registry/answer.ts';
import { servedFromOf } from '../registry/facts.ts';

const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** An instant of the register in UTC; null when the text is none, or does not say its offset. */
export function instantOf(text: string | undefined): string | null {
  if (text === undefined || !pattern.test(text)) return null;
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

/** When the oldest of the answers was read, since a fact is as old as its oldest part; null without an answer. */
export function earliestOf(asked: readonly { readonly answer: Answer<unknown> }[]): string | null {
  const instants = asked.flatMap(({ answer }) => (answer.answered ? [answer.observedAt] : []));
  return instants.sort()[0] ?? null;
}

/** Whether one of the answers was kept: the fact is then served from the cache, since it is as old as that one. */
export function servedFromOfAll(
  asked: readonly { readonly answer: Answer<unknown> }[],
): 'REGISTRY' | 'CACHE' {
  return asked.some(({ answer }) => servedFromOf(answer) === 'CACHE') ? 'CACHE' : 'REGISTRY';
}
