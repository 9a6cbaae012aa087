import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import type { ReactNode } from 'react';
import type { Language } from '../../language.ts';
import { texts } from './texts.ts';

/** Runs what is in the editor, as the editor's own button does. */
export function RunButton({ language, isReady }: { language: Language; isReady: boolean }): ReactNode {
  const { run } = useGraphiQLActions();
  const isEditorThere = useGraphiQL(({ queryEditor }) => queryEditor !== undefined);
  return (
    <button type="button" className="run-query" disabled={!isReady || !isEditorThere} onClick={() => run()}>
      {texts.run[language]}
    </button>
  );
}
