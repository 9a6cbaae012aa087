import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

const foreign = /(?:^|\/)(?:node_modules|dist|data|output)$/;

/** Every README of the project, the first one first. */
export const readmes: readonly string[] = globSync('**/README.md', {
  cwd: root,
  exclude: (path) => foreign.test(path),
}).toSorted((a, b) => a.split('/').length - b.split('/').length || a.localeCompare(b, 'en'));

/** What a README says. */
export function textOf(readme: string): string {
  return readFileSync(`${root}/${readme}`, 'utf8');
}

/** A fenced block: its language, and the lines between the fences. */
export interface Block {
  readonly language: string;
  readonly lines: string;
}

/** The fenced blocks of a README, in order. */
export function blocksIn(text: string): readonly Block[] {
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language = '', lines = '']) => ({
    language,
    lines,
  }));
}

/** A README without its fenced blocks. */
export function proseOf(text: string): string {
  return text.replaceAll(/^```\w*\n.*?^```$/gms, '');
}

/** A command that a README shows, and the JSON that it shows below as the answer; null where it shows none. */
export interface Shown {
  readonly command: string;
  readonly answer: string | null;
}

/** The commands of a README in the order in which they are to be given. */
export function shownCommands(text: string): readonly Shown[] {
  const blocks = blocksIn(text);
  return blocks.flatMap(({ language, lines }, index) => {
    if (!/^(?:sh|bash)$/.test(language)) return [];
    const next = blocks[index + 1];
    const commands = commandsIn(lines);
    return commands.map((command, at) => {
      const isLast = at === commands.length - 1;
      return { command, answer: isLast && next?.language === 'json' ? next.lines : null };
    });
  });
}

/** Commands that stand in a line of text, as code. */
export function inlineCommands(text: string): readonly string[] {
  const codes = [...proseOf(text).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  return codes.filter((code) => /^(?:[A-Z_]+=\S+ )*(?:npm|npx|node|curl|bash|git|docker) /.test(code));
}

/** A command goes on behind a backslash and within quotes; what follows ` # ` explains it. */
function commandsIn(lines: string): readonly string[] {
  const commands: string[] = [];
  let begun = '';
  for (const line of lines.split('\n')) {
    begun = `${begun}${begun === '' ? '' : '\n'}${line.replace(/(?:^|\s+)#\s.*$/, '')}`;
    if (begun.endsWith('\\') || begun.split("'").length % 2 === 0) continue;
    if (begun.trim() !== '') commands.push(begun.trim());
    begun = '';
  }
  return commands;
}
