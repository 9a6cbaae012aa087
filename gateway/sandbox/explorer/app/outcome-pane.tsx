import { useGraphiQL } from '@graphiql/react';
import type { ReactNode } from 'react';
import type { Language } from '../../language.ts';
import { FlowPicture } from './flow-picture.tsx';
import { sentencesOf } from './flow-sentences.ts';
import type { Outcome, Refusal } from './outcome.ts';
import { refusalIn } from './refusal-texts.ts';
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
        {isFetching ? <p>{texts.running[language]}</p> : <Words outcome={outcome} language={language} />}
      </div>
      {outcome?.kind === 'TOLD' && !isFetching && <FlowPicture flow={outcome.flow} language={language} />}
    </section>
  );
}

function Words({ outcome, language }: { outcome: Outcome | null; language: Language }): ReactNode {
  if (outcome === null) return <p>{texts.notRun[language]}</p>;
  if (outcome.kind === 'NOTHING') return <p>{texts.nothing[language]}</p>;
  if (outcome.kind === 'REFUSED') return <Refused refusal={outcome.refusal} language={language} />;
  return (
    <>
      {sentencesOf(outcome.flow, language).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {outcome.problems.map(({ code, message }) => (
        <p key={`${code} ${message}`} lang="en">
          {code}: {message}
        </p>
      ))}
    </>
  );
}

function Refused({ refusal, language }: { refusal: Refusal; language: Language }): ReactNode {
  return (
    <div className="refused">
      <p>
        <strong>{refusalIn(refusal, language)}</strong>
      </p>
      <p lang="en">
        {refusal.status} {refusal.code}: {refusal.message}
      </p>
    </div>
  );
}
