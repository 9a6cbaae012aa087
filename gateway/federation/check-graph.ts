import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  print,
  type SelectionSetNode,
} from 'graphql';
import { fieldOf } from '../policy/selections.ts';
import { ownPrefix } from './canonical/response-keys.ts';

/** Directives that would protect fields, if the planner knew them. */
const protecting: readonly string[] = ['authenticated', 'requiresScopes', 'policy'];

/**
 * Throws where a composed graph has what would be answered wrongly without a word, and tells all of it: fields that are
 * overridden by a label, are told of a context, have a name of the gateway's own or are protected by a directive; types
 * that a connector answers for; and fields that are required with different arguments, which a plan would ask for under
 * one key.
 */
export function checkGraph(schema: GraphQLSchema): void {
  const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__'));
  const problems = new Set([...types.flatMap(problemsOf), ...argumentsOfRequirements(types, schema)]);
  if (problems.size > 0) throw new Error(`The graph cannot be served:\n${[...problems].join('\n')}`);
}

function problemsOf(type: GraphQLNamedType): readonly string[] {
  const onType = directivesOf(type).flatMap((one) => problemOf(one, type.name));
  if (!isObjectType(type) && !isInterfaceType(type)) return onType;
  const onFields = Object.values(type.getFields()).flatMap((field) => {
    const coordinate = `${type.name}.${field.name}`;
    const own = field.name.startsWith(ownPrefix)
      ? [`${coordinate}: names that begin with ${ownPrefix} are the gateway's`]
      : [];
    return [...own, ...(field.astNode?.directives ?? []).flatMap((one) => problemOf(one, coordinate))];
  });
  return [...onType, ...onFields];
}

function directivesOf({ astNode, extensionASTNodes }: GraphQLNamedType): readonly ConstDirectiveNode[] {
  return [astNode, ...extensionASTNodes].flatMap((node) => node?.directives ?? []);
}

function problemOf(directive: ConstDirectiveNode, coordinate: string): readonly string[] {
  const name = directive.name.value;
  if (protecting.includes(name.replace(/^.*__/, ''))) return [`${coordinate}: @${name} is not enforced`];
  if (name === 'join__directive') return [`${coordinate}: @${textOf(directive, 'name')} is not served`];
  if (name !== 'join__field') return [];
  return [
    ...(has(directive, 'overrideLabel') ? [`${coordinate}: an override by a label is not served`] : []),
    ...(has(directive, 'contextArguments') ? [`${coordinate}: arguments from a context are not served`] : []),
  ];
}

/** Whether a directive has an argument that is not null. */
function has(directive: ConstDirectiveNode, name: string): boolean {
  return directive.arguments?.some((one) => one.name.value === name && one.value.kind !== Kind.NULL) === true;
}

function textOf({ arguments: given = [] }: ConstDirectiveNode, name: string): string {
  const value = given.find((one) => one.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : '';
}

/** Under which arguments each field is required, by its coordinate, and by whom. */
type Requirements = Map<string, Map<string, string>>;

function argumentsOfRequirements(
  types: readonly GraphQLNamedType[],
  schema: GraphQLSchema,
): readonly string[] {
  const required: Requirements = new Map();
  for (const type of types) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const { name, astNode } of Object.values(type.getFields())) {
      for (const set of requirementsOf(astNode))
        addRequired(set, type, { schema, required, by: `${type.name}.${name}` });
    }
  }
  return [...required].flatMap(([coordinate, uses]) =>
    uses.size < 2
      ? []
      : [`${coordinate}: required with different arguments by ${[...uses.values()].join(' and ')}`],
  );
}

function requirementsOf(node: FieldDefinitionNode | null | undefined): readonly SelectionSetNode[] {
  const requirements = (node?.directives ?? [])
    .filter((one) => one.name.value === 'join__field' && has(one, 'requires'))
    .map((one) => textOf(one, 'requires'));
  return requirements.flatMap((fields) =>
    parse(`{ ${fields} }`, { noLocation: true }).definitions.flatMap((one) =>
      one.kind === Kind.OPERATION_DEFINITION ? one.selectionSet : [],
    ),
  );
}

interface Requiring {
  readonly schema: GraphQLSchema;
  readonly required: Requirements;
  readonly by: string;
}

function addRequired({ selections }: SelectionSetNode, type: GraphQLNamedType, requiring: Requiring): void {
  for (const node of selections) {
    if (node.kind === Kind.FIELD) addField(node, type, requiring);
    else if (node.kind === Kind.INLINE_FRAGMENT) {
      const condition = node.typeCondition?.name.value;
      const inner = condition === undefined ? type : requiring.schema.getType(condition);
      if (inner !== undefined) addRequired(node.selectionSet, inner, requiring);
    }
  }
}

function addField(node: FieldNode, type: GraphQLNamedType, requiring: Requiring): void {
  const { schema, required, by } = requiring;
  const field = fieldOf(type, node.name.value);
  if (field === undefined) return;
  const use = (node.arguments ?? [])
    .map((one) => print(one))
    .sort()
    .join(', ');
  // What is required of an interface is required of all its types.
  const owners = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
  for (const owner of field.args.length === 0 ? [] : owners) {
    const coordinate = `${owner.name}.${field.name}`;
    const uses = required.get(coordinate) ?? new Map<string, string>();
    if (!uses.has(use)) uses.set(use, by);
    required.set(coordinate, uses);
  }
  if (node.selectionSet !== undefined) addRequired(node.selectionSet, getNamedType(field.type), requiring);
}
