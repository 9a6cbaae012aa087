import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import * as registries from '../subgraphs/index.ts';
import { sdlOf } from '../subgraphs/registry/subgraph.ts';
import { disclosureProblems } from './disclosure-check.ts';

const target = new URL('./supergraph.graphql', import.meta.url);

/**
 * Composes the subgraphs in the list, and the gateway's own, into one supergraph. Throws when a field names no row of the minimisation table, and
 * with the composer's words when the parts do not fit.
 */
export function composeSupergraph(): string {
  const names = [...Object.values(registries).map(({ name }) => name), 'gateway'];
  const parts = names.map((name) => ({ name, sdl: sdlOf(name) }));
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

if (import.meta.main) {
  const supergraph = composeSupergraph();
  if (process.argv.includes('--check')) {
    const stale = readFileSync(target, 'utf8') !== supergraph;
    process.stdout.write(
      stale ? 'schema/supergraph.graphql is stale: npm run compose\n' : 'supergraph up to date\n',
    );
    process.exitCode = stale ? 1 : 0;
  } else {
    writeFileSync(target, supergraph);
    process.stdout.write('wrote schema/supergraph.graphql\n');
  }
}
