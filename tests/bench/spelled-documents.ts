import { readFileSync } from 'node:fs';
import { type FieldNode, Kind, parse, print, type SelectionNode, visit } from 'graphql';
import { type Random, randomFrom } from '../../mocks/generator/random.ts';
import { fragmentsIn } from '../../subgraphs/registry/document-parts.ts';
import { officerQuery } from '../officer-query.ts';
import { fieldsOf } from './own-names.ts';

/** How clients spell one and the same question about a student: as is advised, and in two ways of their own. */
export const spellings = ['variables', 'literals', 'aliases'] as const;

/** One of these ways. */
export type Spelling = (typeof spellings)[number];

/** A request's body. */
export interface Spelled {
  readonly operationName: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** As many as are accepted unless configured otherwise (`LIMIT_ALIASES`), with fragments written out. */
const aliasesInDocument = 15;

const operationName = 'Officer';
const officers = parse(officerQuery, { noLocation: true });
const officersText = print(officers);

/** The officer's question about each student. The seed fixes the aliases. */
export function spelledQuestions(
  spelling: Spelling,
  oppijanumerot: readonly string[],
  seed: number,
): readonly Spelled[] {
  const random = randomFrom(seed);
  const names = namesOfFields();
  return oppijanumerot.map((oppijanumero) => {
    const variables = { oppijanumero };
    if (spelling === 'literals') return { operationName, query: withLiterals(variables), variables: {} };
    const query = spelling === 'aliases' ? withAliases(names, random) : officersText;
    return { operationName, query, variables };
  });
}

function withLiterals(values: Readonly<Record<string, string>>): string {
  const written = visit(officers, {
    OperationDefinition: (node) => ({ ...node, variableDefinitions: [] }),
    Variable: ({ name }) => ({ kind: Kind.STRING, value: values[name.value] ?? '' }),
  });
  return print(written);
}

/** Names of all fields that some subgraph has, those that clients do not see among them. */
function namesOfFields(): readonly string[] {
  const supergraph = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
  const names = new Set<string>();
  visit(parse(supergraph), { FieldDefinition: ({ name }) => void names.add(name.value) });
  return [...names];
}

/**
 * Another alias for some fields, each the name of a field or a word of the client's own. Fields of fragments keep their
 * names: one alias there counts once for each place.
 */
function withAliases(names: readonly string[], random: Random): string {
  const fields: FieldNode[] = [];
  const fragments = fragmentsIn(officers);
  visit(officers, { FragmentDefinition: () => false, Field: (field) => void fields.push(field) });
  const renamed = new Set<SelectionNode>();
  while (renamed.size < aliasesInDocument) renamed.add(random.pick(fields));
  const aliasBeside = (taken: Set<string>): string => {
    const drawn = random.chance(0.7) ? random.pick(names) : `word${random.between(0, 9999)}`;
    if (taken.has(drawn)) return aliasBeside(taken);
    taken.add(drawn);
    return drawn;
  };
  const written = visit(officers, {
    FragmentDefinition: () => false,
    SelectionSet: (set) => {
      const kept = set.selections.filter((selection) => !renamed.has(selection));
      const taken = new Set(fieldsOf(kept, fragments).keys());
      const selections = set.selections.map((selection) =>
        selection.kind === Kind.FIELD && renamed.has(selection)
          ? { ...selection, alias: { kind: Kind.NAME, value: aliasBeside(taken) } as const }
          : selection,
      );
      return { ...set, selections };
    },
  });
  return print(written);
}
