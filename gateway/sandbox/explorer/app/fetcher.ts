import type { Fetcher } from '@graphiql/toolkit';
import { type Outcome, outcomeOf, withoutFlow } from './outcome.ts';
import type { Session } from './session.ts';

/** What the editor sends its questions by. What came of each is told; null while it is under way. */
export function createFetcher(session: Session, tell: (outcome: Outcome | null) => void): Fetcher {
  return async (question, options) => {
    if (question.operationName === 'IntrospectionQuery') return session.introspect(question);
    tell(null);
    const answer = await session.ask(question, options?.headers ?? {});
    tell(outcomeOf(answer));
    return withoutFlow(answer);
  };
}
