import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { errorCodes } from '../gateway/errors.ts';
import { failureMessages } from '../gateway/federation/remote/call-failure.ts';
import { faultMatrixMarkdown } from '../mocks/faults/fault-table.ts';

const file = new URL('../README.md', import.meta.url);

/** The README as it should be: its tables made from the code. */
export function renderedReadme(): string {
  const sections = {
    'error codes': errorTable(),
    'fault matrix': faultMatrixMarkdown().trim(),
    'subgraph failures': failureTable(),
  };
  return Object.entries(sections).reduce((text, [name, table]) => filled(text, name, table), currentReadme());
}

/** The README as it is. */
export function currentReadme(): string {
  return readFileSync(file, 'utf8');
}

function filled(text: string, name: string, table: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The README has no place for the ${name}`);
  return `${text.slice(0, from)}${start}\n${table}\n${text.slice(to)}`;
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

if (import.meta.main) {
  writeFileSync(file, renderedReadme());
  process.stdout.write('wrote the tables of README.md\n');
}
