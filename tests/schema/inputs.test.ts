import { readFileSync } from 'node:fs';
import {
  buildASTSchema,
  type GraphQLOutputType,
  getNullableType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { madeFiles } from '../../schema/compose.ts';
import { inputTypesOf } from '../../schema/input-types.ts';
import { type FindingName, inputs } from '../../subgraphs/findings/inputs.ts';
import { ownSdlOf, withInputs } from '../../subgraphs/registry/sdl.ts';

const supergraph = parse(textOf('supergraph.graphql'));
const graph = buildASTSchema(supergraph, { assumeValidSDL: true });
const findings = Object.keys(inputs).filter((name): name is FindingName => Object.hasOwn(inputs, name));

function textOf(name: string): string {
  return readFileSync(new URL(`../../schema/${name}`, import.meta.url), 'utf8');
}

/** What a field of a student requires in the composed graph; null where it requires nothing. */
function requiredBy(field: string): string | null {
  const student = supergraph.definitions.find(
    (one) => one.kind === Kind.OBJECT_TYPE_DEFINITION && one.name.value === 'Student',
  );
  const fields = student?.kind === Kind.OBJECT_TYPE_DEFINITION ? (student.fields ?? []) : [];
  const marks = fields.find(({ name }) => name.value === field)?.directives ?? [];
  const required = marks
    .flatMap((mark) => mark.arguments ?? [])
    .find(({ name }) => name.value === 'requires')?.value;
  return required?.kind === Kind.STRING ? required.value : null;
}

/** Every leaf of a selection, `admissions.items.id`. */
function leavesOf(fields: string): readonly string[] {
  const [operation] = parse(`{ ${fields} }`).definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? leavesIn(operation.selectionSet) : [];
}

function leavesIn({ selections }: SelectionSetNode): readonly string[] {
  return selections.flatMap((one) => {
    if (one.kind !== Kind.FIELD) return ['a fragment'];
    const { name, selectionSet } = one;
    return selectionSet === undefined
      ? [name.value]
      : leavesIn(selectionSet).map((leaf) => `${name.value}.${leaf}`);
  });
}

/** Every leaf of what is declared to be read. */
function leavesOfShape(shape: unknown): readonly string[] {
  if (shape instanceof z.ZodNullable) return leavesOfShape(shape.unwrap());
  if (shape instanceof z.ZodArray) return leavesOfShape(shape.element);
  if (!(shape instanceof z.ZodObject)) return [''];
  return Object.entries(shape.shape).flatMap(([name, of]) =>
    leavesOfShape(of).map((leaf) => (leaf === '' ? name : `${name}.${leaf}`)),
  );
}

const leafTypes: readonly (readonly [kind: abstract new (...given: never) => unknown, names: string])[] = [
  [z.ZodString, 'ID String Date DateTime Registry'],
  [z.ZodNumber, 'Int'],
  [z.ZodBoolean, 'Boolean'],
  // Codes that the kit has types of.
  [z.ZodCustom, 'FactState FactReasonCode Actor'],
];

/** Where what is declared to be read is not of the graph's type, one line each. */
function differencesOf(shape: unknown, type: GraphQLOutputType, where: string): readonly string[] {
  const isNullable = shape instanceof z.ZodNullable;
  if (isNullable === isNonNullType(type)) return [`${where} is null or not`];
  return differencesWithin(isNullable ? shape.unwrap() : shape, getNullableType(type), where);
}

function differencesWithin(shape: unknown, type: GraphQLOutputType, where: string): readonly string[] {
  if (shape instanceof z.ZodArray)
    return isListType(type)
      ? differencesOf(shape.element, type.ofType, `${where}[]`)
      : [`${where} is a list`];
  if (shape instanceof z.ZodObject) {
    if (!isObjectType(type)) return [`${where} has fields`];
    const fields = type.getFields();
    return Object.entries(shape.shape).flatMap(([name, of]) => {
      const field = fields[name];
      return field === undefined ? [`${where}.${name}`] : differencesOf(of, field.type, `${where}.${name}`);
    });
  }
  if (shape instanceof z.ZodEnum) {
    const values = isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
    const isSame = values.toSorted().join() === shape.options.toSorted().join();
    return isSame ? [] : [`${where} has other values`];
  }
  const names = leafTypes.find(([kind]) => shape instanceof kind)?.[1].split(' ') ?? [];
  return names.includes(String(type)) ? [] : [`${where} is ${String(type)}`];
}

describe('what a finding declares to read', () => {
  it.each(findings)('is what its field requires: %s', (finding) => {
    const declared = leavesOfShape(z.object(inputs[finding]));
    expect(leavesOf(requiredBy(finding) ?? '').toSorted()).toEqual(declared.toSorted());
    expect(declared.length).toBeGreaterThan(5);
  });

  it('is declared for every field that comes from the findings but what no registry covers', () => {
    const own = parse(ownSdlOf('findings')).definitions.flatMap((one) =>
      one.kind === Kind.OBJECT_TYPE_DEFINITION && one.name.value === 'Student' ? (one.fields ?? []) : [],
    );
    const undeclared = own.map(({ name }) => name.value).filter((name) => !Object.hasOwn(inputs, name));
    expect(undeclared).toEqual(['oppijanumero', 'outsideCoverage']);
  });

  it.each(findings)('is of the types that the graph gives it: %s', (finding) => {
    const student = graph.getType('Student');
    const fields = isObjectType(student) ? student.getFields() : {};
    const differences = Object.entries(inputs[finding]).flatMap(([fact, shape]) => {
      const type = fields[fact]?.type;
      return type === undefined ? [fact] : differencesOf(shape.nullable(), type, fact);
    });
    expect(differences).toEqual([]);
  });
});

describe('what is made of it', () => {
  it.each(madeFiles())('is checked in as it is made: otherwise run npm run compose (%s)', (name, text) => {
    expect(textOf(name) === text).toBe(true);
  });

  it('is refused when no other subgraph has what is read', () => {
    const others = ['type Student { a: A, b: Int @external } type A { c: Int } type D @external { e: Int }'];
    expect(inputTypesOf('type Student { x: Int }', ['a { c }'], others)).toContain('type A @external');
    for (const [selection, named] of [
      ['nothing', 'Student.nothing'],
      ['a { d }', 'A.d'],
      ['b', 'Student.b'],
    ] as const) {
      expect(() => inputTypesOf('type Student { x: Int }', [selection], others)).toThrow(named);
    }
  });

  it('is refused when a field reads that there is not', () => {
    const own = 'type Student { x: Int }';
    const inputsOf = (field: string) => ({ required: { [field]: 'a' }, types: 'scalar A' });
    expect(withInputs(own, inputsOf('x'))).toContain('x: Int @requires(fields: "a")');
    expect(() => withInputs(own, inputsOf('y'))).toThrow('Student has no field y');
  });
});
