import type { ReactNode } from 'react';
import type { DataFlow } from '../../../data-flow/data-flow.ts';
import type { Language } from '../../language.ts';
import { inWords } from './flow-sentences.ts';
import type { Outcome, Problem } from './outcome.ts';
import { refusalIn } from './refusal-texts.ts';
import { texts } from './texts.ts';

/** What came of a query, in words; before the first, what will stand here. */
export function OutcomeWords({
  outcome,
  language,
}: {
  outcome: Outcome | null;
  language: Language;
}): ReactNode {
  if (outcome === null) return <p>{texts.notRun[language]}</p>;
  if (outcome.kind === 'NOTHING') return <p>{texts.nothing[language]}</p>;
  const problems = <Problems problems={outcome.problems} />;
  if (outcome.kind === 'TOLD') {
    return (
      <>
        <Told flow={outcome.flow} language={language} />
        {problems}
      </>
    );
  }
  const [first] = outcome.problems;
  return (
    <div className="refused">
      <p>
        <strong>{refusalIn(first?.code ?? '', language)}</strong>
      </p>
      {problems}
    </div>
  );
}

function Told({ flow, language }: { flow: DataFlow; language: Language }): ReactNode {
  const { asked, outcome, missing } = inWords(flow, language);
  return (
    <>
      <p>{asked}</p>
      {outcome !== null && <p>{outcome}</p>}
      {missing.length > 0 && (
        <ul>
          {missing.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** In the gateway's own words. */
function Problems({ problems }: { problems: readonly Problem[] }): ReactNode {
  return problems.map(({ code, message, status }) => (
    <p key={`${code} ${message}`} lang="en">
      {status >= 400 && `${status} `}
      {code}: {message}
    </p>
  ));
}
