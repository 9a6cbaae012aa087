import type { Answer } from '../registry/answer.ts';
import type { Credential, LogIn } from '../registry/session.ts';

const restMs = 5_000;

/**
 * A log-in that rests after a failure, giving the same failure meanwhile: a request makes one call for each
 * application option, and a refused account must not be tried for each of them.
 */
export function restingLogIn(logIn: LogIn, now: () => number): LogIn {
  let failure: { readonly answer: Answer<Credential>; readonly until: number } | null = null;
  return async (signal) => {
    if (failure !== null && now() < failure.until) return failure.answer;
    const answer = await logIn(signal);
    failure = answer.answered ? null : { answer, until: now() + restMs };
    return answer;
  };
}
