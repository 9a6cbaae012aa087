import { DOC_EXPLORER_PLUGIN, DocExplorerStore } from '@graphiql/plugin-doc-explorer';
import { GraphiQLProvider } from '@graphiql/react';
import { GraphiQLInterface } from 'graphiql';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { Language } from '../../language.ts';
import { type Choice, choiceIn, variablesFor } from './choice.ts';
import { ControlBar } from './control-bar.tsx';
import type { Controls } from './controls.ts';
import { Editors } from './editors.tsx';
import { createFetcher } from './fetcher.ts';
import { inMemory } from './in-memory.ts';
import type { Outcome } from './outcome.ts';
import { OutcomePane } from './outcome-pane.tsx';
import { RunButton } from './run-button.tsx';
import { createSession } from './session.ts';
import { TabRoles } from './tab-roles.tsx';
import { texts } from './texts.ts';
import { useAddress } from './use-address.ts';
import { useCredentials } from './use-credentials.ts';

const plugins = [DOC_EXPLORER_PLUGIN];

/** The explorer: the bar, the editor, and what happened in the query that was run last. */
export function Explorer({ controls, language }: { controls: Controls; language: Language }): ReactNode {
  const [choice, setChoice] = useState(() => choiceIn(window.location.search, controls));
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [headers, setHeaders] = useState<string | null>(null);
  const today = useToday(choice, controls);
  const [storage] = useState(inMemory);
  const [session] = useState(() =>
    createSession({ todayOf: () => today.current, onRenewed: (renewed) => setHeaders(written(renewed)) }),
  );
  const fetcher = useMemo(() => createFetcher(session, setOutcome), [session]);
  useAddress(choice);
  const isReady = useCredentials(choice, {
    session,
    onHeaders: (fetched) => setHeaders(written(fetched)),
    onProblem: (why) => setProblem(why === null ? null : `${texts.noHeaders[language]} ${why}`),
  });
  const asked = useMemo(() => askedIn(choice, controls), [choice, controls]);
  return (
    <GraphiQLProvider
      fetcher={fetcher}
      plugins={plugins}
      referencePlugin={DOC_EXPLORER_PLUGIN}
      storage={storage}
      initialQuery={asked.document}
      initialVariables={asked.variables}
    >
      <Editors {...asked} headers={headers} />
      <TabRoles />
      <ControlBar
        controls={controls}
        choice={choice}
        onChoice={setChoice}
        onProblem={setProblem}
        language={language}
      >
        <RunButton language={language} isReady={isReady} />
      </ControlBar>
      {problem !== null && (
        <p role="alert" className="verdict">
          {problem}
        </p>
      )}
      <section className="editor" lang="en" aria-label={texts.editor.en}>
        <DocExplorerStore>
          <GraphiQLInterface
            showPersistHeadersSettings={false}
            forcedTheme="system"
            defaultEditorToolsVisibility="variables"
          />
        </DocExplorerStore>
      </section>
      <OutcomePane outcome={outcome} language={language} />
    </GraphiQLProvider>
  );
}

/** The day that is sent along: null while it is the sandbox's own. */
function useToday(choice: Choice, controls: Controls) {
  const today = useRef<string | null>(null);
  useEffect(() => {
    today.current = choice.today === controls.today ? null : choice.today;
  }, [choice.today, controls.today]);
  return today;
}

/** The texts of the editors for a choice. */
function askedIn({ operation: key, person: who }: Choice, { operations, people }: Controls) {
  const operation = operations.find((one) => one.key === key);
  const person = people.find((one) => one.key === who);
  if (operation === undefined || person === undefined) return { document: '', variables: '' };
  return { document: operation.document, variables: written(variablesFor(operation, person)) };
}

function written(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
