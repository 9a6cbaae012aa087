import {
  type ArgumentNode,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  getNamedType,
  getVariableValues,
  isLeafType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  type TypeNode,
  type ValueNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { acceptedForms, isAccepted } from '../subgraphs/registry/scalars.ts';
import { codedError } from './errors.ts';

/** What is checked before anything is planned or asked. */
export interface Input {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Scalars that must come in a variable, since a document may be logged and kept. */
const onlyInVariables = new Set(['PersonalIdentityCode']);

/**
 * Checks variables and arguments against what they accept. Each problem is one typed error that names the argument and
 * what is accepted, never the value.
 */
export function inputErrors(input: Input): readonly GraphQLError[] {
  const variableErrors = checkVariables(input);
  return variableErrors.length > 0 ? variableErrors : checkArguments(input);
}

function checkVariables({ schema, operation, variables }: Input): readonly GraphQLError[] {
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
  if (coerced.errors === undefined) return [];
  // graphql-js repeats the value in its message; only the variable's name and type are ours to repeat.
  const name = /^Variable "\$(\w+)"/.exec(coerced.errors[0]?.message ?? '')?.[1] ?? '';
  const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
  const accepted = definition === undefined ? 'the declared type' : typeText(definition.type);
  return [badInput(`$${name}`, accepted)];
}

function typeText(type: TypeNode): string {
  switch (type.kind) {
    case Kind.NON_NULL_TYPE:
      return `${typeText(type.type)}!`;
    case Kind.LIST_TYPE:
      return `[${typeText(type.type)}]`;
    case Kind.NAMED_TYPE:
      return type.name.value;
  }
}

function checkArguments({ schema, document, variables }: Input): readonly GraphQLError[] {
  const errors: GraphQLError[] = [];
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Argument: (node) => {
        const type = types.getInputType();
        const named = type ? getNamedType(type) : undefined;
        if (!type || !named || !isLeafType(named) || isListType(type)) return;
        const problem = problemOf(named.name, node, variables);
        if (problem !== null) errors.push(badInput(node.name.value, problem));
      },
    }),
  );
  return errors;
}

function problemOf(
  scalar: string,
  node: ArgumentNode,
  variables: Readonly<Record<string, unknown>>,
): string | null {
  const accepted = acceptedForms[scalar];
  if (accepted === undefined) return null;
  if (onlyInVariables.has(scalar) && node.value.kind !== Kind.VARIABLE)
    return `a variable holding ${accepted}`;
  const value = valueOfNode(node.value, variables);
  return value === undefined || value === null || isAccepted(scalar, value) ? null : accepted;
}

/** The value given; undefined when a variable is left out, which the schema's own rules judge. */
function valueOfNode(node: ValueNode, variables: Readonly<Record<string, unknown>>): unknown {
  switch (node.kind) {
    case Kind.VARIABLE:
      return variables[node.name.value];
    case Kind.STRING:
      return node.value;
    case Kind.NULL:
      return null;
    default:
      return false;
  }
}

function badInput(argument: string, accepted: string): GraphQLError {
  return codedError('BAD_USER_INPUT', `${argument}: expected ${accepted}.`, { argument, accepted });
}
