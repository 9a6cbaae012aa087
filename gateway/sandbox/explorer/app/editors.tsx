import { type MonacoEditor, useGraphiQL, useMonaco } from '@graphiql/react';
import { useEffect } from 'react';
import { defineThemes } from './editor-themes.ts';
import { checkJson, colourJson } from './json-language.ts';

/** What the editors are to hold; null: what they hold. */
export interface EditorsProps {
  readonly document: string;
  readonly variables: string;
  readonly headers: string | null;
}

const look = {
  fontFamily: 'ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace',
  fontSize: 13,
  // Suggestions may reach beyond the editor.
  fixedOverflowWidgets: true,
} as const;

/** Puts texts into the editors when something else is chosen; between that they are the developer's. */
export function Editors({ document, variables, headers }: EditorsProps): null {
  const { queryEditor, variableEditor, headerEditor, responseEditor } = useGraphiQL(
    ({ queryEditor, variableEditor, headerEditor, responseEditor }) => ({
      queryEditor,
      variableEditor,
      headerEditor,
      responseEditor,
    }),
  );
  const monaco = useMonaco((state) => state.monaco);
  useEffect(() => {
    if (monaco === undefined) return;
    defineThemes(monaco);
    colourJson(monaco);
  }, [monaco]);
  useEffect(() => {
    const written = [variableEditor, headerEditor].flatMap((editor) => editor ?? []);
    const listeners = written.map((editor) =>
      editor.onDidFocusEditorText(() => {
        if (monaco !== undefined) checkJson(monaco);
        for (const listener of listeners) listener.dispose();
      }),
    );
    return () => {
      for (const listener of listeners) listener.dispose();
    };
  }, [monaco, variableEditor, headerEditor]);
  useEditor(queryEditor, document, 'Query');
  useEditor(variableEditor, variables, 'Variables');
  useEditor(headerEditor, headers, 'Headers');
  useEditor(responseEditor, null, 'Answer');
  return null;
}

function useEditor(editor: MonacoEditor | undefined, text: string | null, ariaLabel: string): void {
  useEffect(() => {
    editor?.updateOptions({ ...look, ariaLabel });
  }, [editor, ariaLabel]);
  useEffect(() => {
    if (text !== null && editor !== undefined && editor.getValue() !== text) editor.setValue(text);
  }, [editor, text]);
}
