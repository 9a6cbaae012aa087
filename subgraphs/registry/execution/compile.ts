import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
  TypeNameMetaFieldDef,
} from 'graphql';
import { slotOf } from './completers.ts';
import { entitiesResolver, type FieldsAsked, isEntities } from './entities.ts';
import { type FieldStep, fieldStep, typeNameStep } from './field-step.ts';
import { objectCompleter } from './object-completer.ts';
import { type Reading, selectedFields } from './selected-fields.ts';
import type { Completer } from './slot.ts';

/** An operation whose selections are read. */
export interface Compiling {
  readonly reading: Reading;
  readonly operation: OperationDefinitionNode;
}

/** Compiles what is selected of an object. */
export function compileObject(
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
  compiling: Compiling,
): Completer {
  return objectCompleter(() => stepsOf(type, sets, compiling));
}

function stepsOf(
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
  compiling: Compiling,
): readonly FieldStep[] {
  return [...selectedFields(type, sets, compiling.reading)].map(([key, nodes]) => {
    const name = nodes[0]?.name.value ?? key;
    if (name === TypeNameMetaFieldDef.name) return typeNameStep(key, type);
    const definition = type.getFields()[name];
    if (definition === undefined) throw new Error(`${type.name} has no field ${name}`);
    return compileField({ key, type, definition, nodes }, compiling);
  });
}

interface Found {
  readonly key: string;
  readonly type: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
}

function compileField(found: Found, compiling: Compiling): FieldStep {
  const { key, type, definition, nodes } = found;
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const objects = new Map<GraphQLObjectType, Completer>();
  const objectOf = (inner: GraphQLObjectType): Completer => {
    const completer = objects.get(inner) ?? compileObject(inner, sets, compiling);
    objects.set(inner, completer);
    return completer;
  };
  const info = infoOf(found, compiling);
  const slot = slotOf(definition.type, { name: `${type.name}.${definition.name}`, nodes, info, objectOf });
  return fieldStep({ key, definition: executed(found, compiling), nodes, slot, info });
}

/** A field as it is executed: entities are resolved with less than the schema does it. */
function executed({ type, definition, nodes }: Found, { reading }: Compiling): Found['definition'] {
  const { resolve } = definition;
  const { schema } = reading;
  if (resolve === undefined || !isEntities(type, definition, schema)) return definition;
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const fieldsAsked: FieldsAsked = (name) => {
    const entity = schema.getType(name);
    if (!isObjectType(entity)) return [];
    const asked = [...selectedFields(entity, sets, reading).values()];
    return asked.flatMap(([node]) => entity.getFields()[node?.name.value ?? ''] ?? []);
  };
  return { ...definition, resolve: entitiesResolver(schema, resolve, fieldsAsked) };
}

/** What a resolver is told of its field. It is the same for every request: of a run's own it gets source, arguments, context. */
function infoOf(
  { key, type, definition, nodes }: Found,
  { reading: { schema, fragments }, operation }: Compiling,
): GraphQLResolveInfo {
  return {
    fieldName: definition.name,
    fieldNodes: nodes,
    returnType: definition.type,
    parentType: type,
    path: { prev: undefined, key, typename: type.name },
    schema,
    fragments: Object.fromEntries(fragments),
    rootValue: undefined,
    operation,
    variableValues: {},
  };
}
