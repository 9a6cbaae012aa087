import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { type ReactNode, useEffect, useState } from 'react';
import type { Language } from '../../language.ts';
import { texts } from './texts.ts';

/** Runs what is in the editor, as the editor's own button does; while credentials are being fetched, once they are there. */
export function RunButton({ language, isReady }: { language: Language; isReady: boolean }): ReactNode {
  const { run } = useGraphiQLActions();
  const isEditorThere = useGraphiQL(({ queryEditor }) => queryEditor !== undefined);
  const [isWanted, setWanted] = useState(false);
  useEffect(() => {
    if (!isWanted || !isReady) return;
    setWanted(false);
    run();
  }, [isWanted, isReady, run]);
  return (
    <button type="button" className="run-query" disabled={!isEditorThere} onClick={() => setWanted(true)}>
      {texts.run[language]}
    </button>
  );
}
