import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type DefinitionNode, Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../schema', import.meta.url));
const files = globSync('*.graphql', { cwd: folder }).filter((file) => file !== 'supergraph.graphql');

interface Described {
  readonly file: string;
  /** `Type`, `Type.field`, `Type.VALUE` or `Type.field(argument)`. */
  readonly name: string;
  readonly text: string | null;
  /** Defined elsewhere and only read here; the words here are for the reader of this file. */
  readonly external: boolean;
}

interface Node {
  readonly name: { readonly value: string };
  readonly description?: { readonly value: string } | undefined;
  readonly directives?: readonly { readonly name: { readonly value: string } }[] | undefined;
}

function membersOf(definition: DefinitionNode): readonly (readonly [name: string, node: Node])[] {
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return (definition.fields ?? []).flatMap((field) => [
        [`.${field.name.value}`, field] as const,
        ...(field.arguments ?? []).map(
          (argument) => [`.${field.name.value}(${argument.name.value})`, argument] as const,
        ),
      ]);
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return (definition.fields ?? []).map((field) => [`.${field.name.value}`, field]);
    case Kind.ENUM_TYPE_DEFINITION:
      return (definition.values ?? []).map((value) => [`.${value.name.value}`, value]);
    default:
      return [];
  }
}

function describedIn(file: string): readonly Described[] {
  const { definitions } = parse(readFileSync(`${folder}/${file}`, 'utf8'));
  return definitions.flatMap((definition) => {
    if (!('name' in definition) || definition.name === undefined) return [];
    const type = definition.name.value;
    const nodes: (readonly [string, Node])[] = [['', { ...definition, name: definition.name }]];
    return [...nodes, ...membersOf(definition)].map(([member, node]) => ({
      file,
      name: `${type}${member}`,
      text: node.description?.value ?? null,
      external: node.directives?.some(({ name }) => name.value === 'external') ?? false,
    }));
  });
}

const all = files.flatMap(describedIn);
const names = [...new Set(all.map(({ name }) => name))];
const isType = (name: string): boolean => !name.includes('.');

function textsOf(name: string): readonly string[] {
  return all
    .filter((one) => one.name === name && !one.external)
    .flatMap(({ text }) => (text === null ? [] : [text]));
}

describe('the words of the graph', () => {
  it('are looked for in every file of the graph', () => {
    expect(files.length).toBeGreaterThanOrEqual(6);
    expect(names.length).toBeGreaterThan(300);
  });

  it('describe every type, in one of its files at least', () => {
    // The root of all queries has no meaning of its own.
    const undescribed = names.filter((name) => isType(name) && textsOf(name).length === 0);
    expect(undescribed.filter((name) => name !== 'Query')).toEqual([]);
  });

  it('describe every field, argument and enum value wherever it stands', () => {
    const undescribed = all.filter(({ name, text }) => !isType(name) && text === null);
    expect(undescribed.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
  });

  it('are whole sentences or phrases: they begin with a capital, a number or code, and end with a stop', () => {
    const odd = all.filter(({ text }) => text !== null && !/^[\p{Lu}\p{Nd}`].*[.?]$/su.test(text.trim()));
    expect(odd.map(({ file, name, text }) => `${file}: ${name}: ${text}`)).toEqual([]);
  });

  it('are the same in every file that a type, field or value stands in', () => {
    const differing = names.filter((name) => new Set(textsOf(name)).size > 1);
    expect(differing).toEqual([]);
  });
});
