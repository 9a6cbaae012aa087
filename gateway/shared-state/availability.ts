import { startTimer } from '../../subgraphs/registry/timer.ts';
import type { StoreTelling } from './telling.ts';

/** Whether the store may be asked; it is looked after by nobody's request. */
export interface Availability {
  readonly mayAsk: () => boolean;
  /** It did not answer: nobody asks it again before it has answered a look. */
  readonly failed: () => void;
  readonly close: () => void;
}

/** A store that is gone is tried again after so long, in milliseconds; one that answers is looked at now and then. */
const retryMs = 1_000;
const lookMs = 10_000;

/** Looks at a store again and again: `look` resolves once it may be asked. It begins as the first look ended. */
export function watchOver(
  look: () => Promise<void>,
  { telling, answers }: { readonly telling: StoreTelling; readonly answers: boolean },
): Availability {
  let mayAsk = answers;
  let isToldToAnswer = answers;
  let timer: NodeJS.Timeout;
  const lookAfter = (milliseconds: number): void => {
    clearTimeout(timer);
    timer = startTimer(async () => settle(await look().then(yes, no)), milliseconds);
    timer.unref();
  };
  const settle = (nowAnswers: boolean): void => {
    if (!nowAnswers) telling.failed();
    if (isToldToAnswer !== nowAnswers) telling.changed(nowAnswers);
    mayAsk = nowAnswers;
    isToldToAnswer = nowAnswers;
    lookAfter(nowAnswers ? lookMs : retryMs);
  };
  telling.changed(answers);
  lookAfter(answers ? lookMs : retryMs);
  return {
    mayAsk: () => mayAsk,
    failed: () => {
      telling.failed();
      // One that only was slow once is back at once, and nobody is told.
      if (mayAsk) lookAfter(0);
      mayAsk = false;
    },
    close: () => {
      clearTimeout(timer);
      mayAsk = false;
    },
  };
}

const yes = (): boolean => true;
const no = (): boolean => false;
