import { readFileSync } from 'node:fs';
import { type ConstDirectiveNode, type FieldDefinitionNode, Kind, parse, print } from 'graphql';

/** What fields of a student require of other subgraphs, by the fields' names: selections as `@requires` has them. */
export type RequiredSelections = Readonly<Record<string, string>>;

/** The SDL of a subgraph as it is composed and served: `schema/<name>.graphql` behind `schema/facts.graphql`. */
export function sdlOf(name: string, required: RequiredSelections = {}): string {
  const own = ownSdlOf(name);
  if (Object.keys(required).length === 0) return own;
  return withInputs(own, { required, types: sdlFile(inputsFileOf(name)) });
}

/** A subgraph's own SDL, without what it reads of others. */
export function ownSdlOf(name: string): string {
  return `${sdlFile('facts.graphql')}\n${sdlFile(`${name}.graphql`)}`;
}

/** The file of the types that a subgraph reads of others; made, not written. */
export function inputsFileOf(name: string): string {
  return `${name}.inputs.graphql`;
}

/** What a subgraph reads of others. */
export interface Inputs {
  readonly required: RequiredSelections;
  /** SDL of the types that are read. */
  readonly types: string;
}

/** A subgraph's SDL with the types and fields that it reads, and `@requires` on each field that reads. */
export function withInputs(own: string, { required, types }: Inputs): string {
  const read = parse(types, { noLocation: true }).definitions;
  const readFields = read.flatMap((one) =>
    one.kind === Kind.OBJECT_TYPE_EXTENSION ? (one.fields ?? []) : [],
  );
  const left = new Set(Object.keys(required));
  const requiring = (field: FieldDefinitionNode): FieldDefinitionNode => {
    const fields = required[field.name.value];
    if (fields === undefined) return field;
    left.delete(field.name.value);
    return { ...field, directives: [...(field.directives ?? []), requires(fields)] };
  };
  const written = parse(own, { noLocation: true }).definitions.map((one) =>
    one.kind === Kind.OBJECT_TYPE_DEFINITION && one.name.value === 'Student'
      ? { ...one, fields: [...readFields, ...(one.fields ?? []).map(requiring)] }
      : one,
  );
  if (left.size > 0) throw new Error(`Student has no field ${[...left].join(', ')}`);
  const readTypes = read.filter(({ kind }) => kind !== Kind.OBJECT_TYPE_EXTENSION);
  return print({ kind: Kind.DOCUMENT, definitions: [...written, ...readTypes] });
}

function requires(fields: string): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: 'requires' },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'fields' },
        value: { kind: Kind.STRING, value: fields },
      },
    ],
  };
}

function sdlFile(file: string): string {
  return readFileSync(new URL(`../../schema/${file}`, import.meta.url), 'utf8');
}
