import { useGraphiQL } from '@graphiql/react';
import type { ReactNode } from 'react';
import type { Language } from '../../language.ts';
import { FlowPicture } from './flow-picture.tsx';
import type { Outcome } from './outcome.ts';
import { OutcomeWords } from './outcome-words.tsx';
import { texts } from './texts.ts';

/** What happened in the query that was run last: in words for everybody, and as a picture. */
export function OutcomePane({
  outcome,
  language,
}: {
  outcome: Outcome | null;
  language: Language;
}): ReactNode {
  const isFetching = useGraphiQL((state) => state.isFetching);
  return (
    <section className="outcome" aria-labelledby="outcome-heading">
      <h2 id="outcome-heading">{texts.outcome[language]}</h2>
      <div role="status" className="told">
        {isFetching ? (
          <p>{texts.running[language]}</p>
        ) : (
          <OutcomeWords outcome={outcome} language={language} />
        )}
      </div>
      {outcome?.kind === 'TOLD' && !isFetching && <FlowPicture flow={outcome.flow} language={language} />}
    </section>
  );
}
