import type * as monaco from 'monaco-editor';

const clear = '#00000000';

/** GraphiQL's themes by their names, with colours that can be read on the pages' grounds. */
const themes = {
  'graphiql-LIGHT': {
    base: 'vs',
    rules: [
      { token: 'comment', foreground: '4a5563' },
      { token: 'argument.identifier.gql', foreground: '5b3fb5' },
    ],
    colors: { ground: '#ffffff', ink: '#17202b', number: '#4a5563' },
  },
  'graphiql-DARK': {
    base: 'vs-dark',
    rules: [
      { token: 'comment', foreground: 'b3bdc9' },
      { token: 'argument.identifier.gql', foreground: 'a9a4ff' },
    ],
    colors: { ground: '#14181f', ink: '#e8ecf1', number: '#b3bdc9' },
  },
} as const;

/** Puts the pages' colours in the place of GraphiQL's own. */
export function defineThemes({ editor }: Pick<typeof monaco, 'editor'>): void {
  for (const [name, { base, rules, colors }] of Object.entries(themes)) {
    const { ground, ink, number } = colors;
    editor.defineTheme(name, {
      base,
      inherit: true,
      rules: [...rules],
      colors: {
        'editor.background': clear,
        'scrollbar.shadow': clear,
        'editor.foreground': ink,
        'editorLineNumber.foreground': number,
        'editorLineNumber.activeForeground': ink,
        'editorHoverWidget.background': ground,
        'editorSuggestWidget.background': ground,
        'editorWidget.background': ground,
        'menu.background': ground,
        'quickInput.background': ground,
      },
    });
  }
}
