import { parse } from 'graphql';
import { readSupergraph } from '../../gateway/federation/gateway.ts';
import { readSchemas } from '../../gateway/federation/planner.ts';
import { documentProblem } from '../../gateway/limits/document-limits.ts';
import { type LawfulSystem, startLawful } from '../lawful/lawful-system.ts';
import { meaningOf, type Selected, type Values } from './meaning.ts';
import { graphNames } from './names.ts';
import { type Rewriting, type Rewritten, rewriteDocument } from './rewrite-document.ts';

const supergraph = readSupergraph();

/** The names in the graph, those that clients do not see included. */
export const names = graphNames(supergraph);

/** What clients see of the graph. */
export const { api } = readSchemas(supergraph);

const limits = {
  tokens: 4_000,
  depth: 100,
  fields: 10_000,
  aliases: 1_000,
  rootFields: 100,
  directives: 100,
  variables: 1_000,
} as const;

/** A system that takes larger documents than production does by default: nothing else is other. */
export function startRoomy(): Promise<LawfulSystem> {
  return startLawful({
    environment: {
      LIMIT_TOKENS: String(limits.tokens),
      LIMIT_DEPTH: String(limits.depth),
      LIMIT_FIELDS: String(limits.fields),
      LIMIT_ALIASES: String(limits.aliases),
      LIMIT_ROOT_FIELDS: String(limits.rootFields),
      LIMIT_DIRECTIVES: String(limits.directives),
      LIMIT_VARIABLES: String(limits.variables),
    },
  });
}

/** What a document over the graph asks. */
export function meaningIn(source: string, variables: Values): Selected {
  const meaning = meaningOf(api, parse(source), variables);
  if (meaning === null) throw new Error('Nobody knows what it asks');
  return meaning;
}

/** Says it in other words, within the limits; null where so many tries do not find any. */
export function otherWords(
  meaning: Selected,
  rewriting: Omit<Rewriting, 'names'>,
  mostTries = 50,
): Rewritten | null {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const rewritten = rewriteDocument(meaning, { ...rewriting, names });
    const { length } = rewritten.source.split(/[\s(){}]+/);
    if (length * 2 < limits.tokens && documentProblem(parse(rewritten.source), limits) === null)
      return rewritten;
  }
  return null;
}
