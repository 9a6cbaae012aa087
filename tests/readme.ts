import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { errorCodes } from '../gateway/errors.ts';
import { failureMessages } from '../gateway/federation/remote/call-failure.ts';
import { faultMatrixMarkdown } from '../mocks/faults/fault-table.ts';
import { buildPeople } from '../mocks/people.ts';
import * as registries from '../subgraphs/index.ts';

/** What is made from the code, by the README that shows it and the name of its place there. */
const generated: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  'gateway/README.md': { 'error codes': errorTable },
  'mocks/README.md': { personas: personaTable, 'fault matrix': () => faultMatrixMarkdown().trim() },
  'subgraphs/README.md': { 'subgraph servers': serverCommands, 'subgraph failures': failureTable },
};

/** READMEs with something that is made from the code. */
export const generatedReadmes: readonly string[] = Object.keys(generated);

/** A README as it should be. */
export function renderedReadme(path: string): string {
  const sections = Object.entries(generated[path] ?? {});
  return sections.reduce((text, [name, made]) => filled(text, name, made()), currentReadme(path));
}

/** A README as it is. */
export function currentReadme(path: string): string {
  return readFileSync(fileOf(path), 'utf8');
}

function fileOf(path: string): URL {
  return new URL(`../${path}`, import.meta.url);
}

function filled(text: string, name: string, made: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The README has no place for the ${name}`);
  return `${text.slice(0, from)}${start}\n${made}\n${text.slice(to)}`;
}

function errorTable(): string {
  const rows = Object.entries(errorCodes).map(
    ([code, [status, meaning]]) => `| ${code} | ${status} | ${meaning} |`,
  );
  return ['| code | HTTP | meaning |', '|---|---|---|', ...rows].join('\n');
}

function failureTable(): string {
  const rows = Object.entries(failureMessages).map(([kind, message]) => `| ${kind} | ${message} |`);
  return ['| kind | meaning |', '|---|---|', ...rows].join('\n');
}

function personaTable(): string {
  const people = buildPeople({ today: '2026-11-24' });
  const rows = people.map(({ id, story, records }) => `| ${id} | ${records[0]?.oid ?? '–'} | ${story} |`);
  return ['| | learner number | story |', '|---|---|---|', ...rows].join('\n');
}

/** Each subgraph as its own server: they listen on ports in the order of their names. */
export function serverCommands(): string {
  const names = Object.values(registries).map(({ name }) => name);
  const urls = names.toSorted().map((name, index) => {
    return `  SUBGRAPH_${name.toUpperCase()}_URL=http://127.0.0.1:${4201 + index}/graphql \\`;
  });
  return [
    '```sh',
    'npm run mock &                                  # all mock registries, and the issuer',
    `for s in ${names.join(' ')}; do npm run subgraph -- $s & done`,
    'SUBGRAPHS=remote \\',
    ...urls,
    '  npm start',
    '```',
  ].join('\n');
}

if (import.meta.main) {
  for (const path of generatedReadmes) {
    writeFileSync(fileOf(path), renderedReadme(path));
    process.stdout.write(`wrote the tables of ${path}\n`);
  }
}
