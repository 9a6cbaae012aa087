import type * as monaco from 'monaco-editor';

type Languages = Pick<typeof monaco, 'languages'>;

/** Colours JSON, and leaves its checks to when somebody writes some: they are a large file of their own. */
export function colourJson({ languages }: Languages): void {
  languages.json.jsonDefaults.setModeConfiguration({ tokens: true });
}

/** Checks and completes JSON from now on. */
export function checkJson({ languages }: Languages): void {
  languages.json.jsonDefaults.setModeConfiguration({
    tokens: true,
    completionItems: true,
    hovers: true,
    diagnostics: true,
    foldingRanges: true,
  });
}
