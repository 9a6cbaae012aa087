import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import * as registries from '../subgraphs/index.ts';
import { inputsFileOf, ownSdlOf, type RequiredSelections, withInputs } from '../subgraphs/registry/sdl.ts';
import { disclosureProblems, type SubgraphPart } from './disclosure-check.ts';
import { inputTypesOf } from './input-types.ts';

/** A file that is made, by its name in this folder, and its text. */
type MadeFile = readonly [name: string, text: string];

interface Part extends SubgraphPart {
  /** The file of what it reads of others; null when its own SDL says it all. */
  readonly inputs: MadeFile | null;
}

const subgraphs: readonly { readonly name: string; readonly required: RequiredSelections }[] = [
  { name: 'gateway', required: {} },
  ...Object.values(registries),
];

/** The files of this folder that are made from the others and from code. Throws as `composed` does. */
export function madeFiles(): readonly MadeFile[] {
  const parts = subgraphs.map(partOf);
  const inputs = parts.flatMap((part) => (part.inputs === null ? [] : [part.inputs]));
  return [...inputs, ['supergraph.graphql', composed(parts)]];
}

/**
 * The subgraphs in the list, and the gateway's own, as one supergraph. Throws when a field names no row of the minimisation
 * table, and with the composer's words when the parts do not fit.
 */
function composed(parts: readonly Part[]): string {
  const problems = disclosureProblems(parts);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const services = parts.map(({ name, sdl }) => ({
    name,
    url: `http://${name}.invalid`,
    typeDefs: parse(sdl),
  }));
  const { errors, hints, supergraphSdl } = composeServices(services);
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  const warnings = hints.filter(({ definition }) => definition.level.name === 'WARN');
  if (warnings.length > 0) throw new Error(warnings.map(({ message }) => message).join('\n'));
  return `${supergraphSdl}\n`;
}

/** A subgraph's part of the graph, with what it reads of others as these define it now. */
function partOf({ name, required }: (typeof subgraphs)[number]): Part {
  const own = ownSdlOf(name);
  if (Object.keys(required).length === 0) return { name, sdl: own, inputs: null };
  const others = subgraphs.filter((other) => other.name !== name).map((other) => ownSdlOf(other.name));
  const types = inputTypesOf(own, Object.values(required), others);
  const head = `# Made by npm run compose, from what subgraphs/${name} reads and the other subgraphs define.`;
  return {
    name,
    sdl: withInputs(own, { required, types }),
    inputs: [inputsFileOf(name), `${head}\n\n${types}\n`],
  };
}

if (import.meta.main) {
  if (process.argv.includes('--check')) checkFiles(madeFiles());
  else writeFiles(madeFiles());
}

function checkFiles(files: readonly MadeFile[]): void {
  const stale = files.filter(([name, text]) => textIn(name) !== text);
  for (const [name] of stale) process.stdout.write(`schema/${name} is stale: npm run compose\n`);
  if (stale.length === 0) process.stdout.write('supergraph up to date\n');
  process.exitCode = stale.length === 0 ? 0 : 1;
}

function textIn(name: string): string {
  const file = urlOf(name);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function writeFiles(files: readonly MadeFile[]): void {
  for (const [name, text] of files) {
    writeFileSync(urlOf(name), text);
    process.stdout.write(`wrote schema/${name}\n`);
  }
}

function urlOf(name: string): URL {
  return new URL(`./${name}`, import.meta.url);
}
