import { getNamedType, isObjectType } from 'graphql';
import { leafSelection, type Step } from '../policy/graph.ts';

/** A way to write a selection that must not matter: what stands in the parent's place, and fragments besides. */
export type Spelling = (place: SpelledPlace) => readonly [inside: string, fragment?: string];

/** A field to be written, and what may be of use in writing it. */
export interface SpelledPlace {
  /** The field with its arguments and what must be selected under it. */
  readonly field: string;
  /** The field with its arguments alone. */
  readonly bare: string;
  /** What must be selected under it. */
  readonly under: string;
  /** The parent's type. */
  readonly type: string;
  /** What selects it through its interface; null when it has none. */
  readonly through: string | null;
  /** Tells the paths of one document apart. */
  readonly nr: number;
}

/** Every spelling by its name. */
export const spellings: Readonly<Record<string, Spelling>> = {
  directly: ({ field }) => [field],
  'under an alias': ({ field, nr }) => [`other${nr}: ${field}`],
  'in an inline fragment': ({ field, type }) => [`... on ${type} { ${field} }`],
  'in an inline fragment without a type': ({ field }) => [`... { ${field} }`],
  'in a named fragment': ({ field, type, nr }) => [
    `...part${nr}`,
    `fragment part${nr} on ${type} { ${field} }`,
  ],
  'in two fragments, one in the other': ({ field, type, nr }) => [
    `... { ...outer${nr} }`,
    `fragment outer${nr} on ${type} { ...inner${nr} } fragment inner${nr} on ${type} { ... on ${type} { again${nr}: ${field} } }`,
  ],
  'in a fragment that is spread twice': ({ field, type, nr }) => [
    `...part${nr} ...part${nr}`,
    `fragment part${nr} on ${type} { a${nr}: ${field} b${nr}: ${field} }`,
  ],
  'under @include': ({ bare, under }) => [`${bare} @include(if: true)${under}`],
  'under @include of a variable': ({ field, type, nr }) => [
    `...part${nr} @include(if: $yes) ... @skip(if: $no) { ${field} }`,
    `fragment part${nr} on ${type} { ${field} }`,
  ],
  'through its interface': ({ field, bare, through }) => [through === null ? field : `${bare} ${through}`],
};

/** Arguments of the root fields, by variables. */
const rootArguments: Readonly<Record<string, string>> = {
  student: '(oppijanumero: $id)',
  students: '(oppijanumerot: $ids)',
  studentByPersonalIdentityCode: '(personalIdentityCode: $code)',
};

const declarations: Readonly<Record<string, string>> = {
  $id: '$id: Oppijanumero!',
  $ids: '$ids: [ID!]!',
  $code: '$code: PersonalIdentityCode!',
  $yes: '$yes: Boolean = true',
  $no: '$no: Boolean = false',
};

/** One document for paths from the same root field, each with its last field spelled so; `beside` stands under the root. */
export function documentOf(paths: readonly (readonly Step[])[], name: string, beside = ''): string {
  const written = paths.map((path, nr) => spelled(path, spellings[name] ?? notThere(name), nr));
  const [root] = paths[0] ?? [];
  const rootField = root?.field.name ?? '';
  const args = rootArguments[rootField] ?? '';
  const isDeep = paths.every(({ length }) => length > 1);
  const inside = written.map(([body]) => body).join(' ');
  const body = isDeep ? `${rootField}${args} { ${beside} ${inside} }` : inside;
  const source = `{ ${body} } ${written.map(([, fragment = '']) => fragment).join(' ')}`;
  const used = Object.entries(declarations).filter(([variable]) =>
    new RegExp(`\\${variable}\\b`).test(source),
  );
  const variables = used.map(([, declaration]) => declaration).join(', ');
  return `query ${variables === '' ? '' : `(${variables}) `}${source}`;
}

/** A path below its root field; a path that is a root field alone, whole. */
function spelled(path: readonly Step[], write: Spelling, nr: number): readonly [string, string?] {
  const last = path.at(-1);
  if (last === undefined) throw new Error('no path');
  const bare = `${last.field.name}${last.type.name === 'Query' ? (rootArguments[last.field.name] ?? '') : ''}`;
  const under = leafSelection(last);
  const place = {
    field: `${bare}${under}`,
    bare,
    under,
    type: last.type.name,
    through: throughInterface(last),
    nr,
  };
  const [inside, fragment] = write(place);
  const around = path.slice(1, -1).toReversed();
  const body = around.reduce((inner, { field }) => `${field.name} { ${inner} }`, inside);
  return fragment === undefined ? [body] : [body, fragment];
}

function throughInterface({ field }: Step): string | null {
  const type = getNamedType(field.type);
  const [name] = isObjectType(type) ? type.getInterfaces().map((one) => one.name) : [];
  if (name === undefined) return null;
  return `{ ... on ${name} { ${name === 'Fact' ? 'state' : 'determination'} } }`;
}

function notThere(name: string): never {
  throw new Error(`no spelling ${name}`);
}
