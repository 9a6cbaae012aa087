import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  getVariableValues,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  type TypeNode,
  type ValidationRule,
  type ValueNode,
  type VariableNode,
  validate,
} from 'graphql';
import { listSizes } from '../../subgraphs/registry/list-sizes.ts';
import { acceptedForms, isAccepted } from '../../subgraphs/registry/scalars.ts';
import { codedError } from '../errors.ts';

/** What is checked before anything is planned or asked. */
export interface Input {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Values;
}

type Values = Readonly<Record<string, unknown>>;

/** Scalars that must come in a variable, since a document may be logged and kept. */
const onlyInVariables = new Set(['PersonalIdentityCode']);

/**
 * Checks variables and arguments against what they accept. Each problem is one typed error that names the argument and
 * what is accepted, never the value.
 */
export function inputErrors(input: Input): readonly GraphQLError[] {
  const { schema, operation, variables } = input;
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
  if (coerced.errors !== undefined) return [variableError(operation, coerced.errors[0]?.message ?? '')];
  return checkArguments(input, coerced.coerced);
}

/** graphql-js repeats the value in its message; only the variable's name and type are ours to repeat. */
function variableError(operation: OperationDefinitionNode, message: string): GraphQLError {
  const name = /^Variable "\$(\w+)"/.exec(message)?.[1] ?? '';
  const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
  const accepted = definition === undefined ? 'the declared type' : typeText(definition.type);
  return badInput(`$${name}`, accepted);
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

/** An argument, or a variable's default, with the type that it is given for. */
interface GivenArgument {
  readonly name: string;
  readonly node: ValueNode;
  readonly type: GraphQLInputType;
}

const argumentsOf = new WeakMap<DocumentNode, readonly GivenArgument[]>();

/** Notes a document's arguments while it is validated; they are known as long as the document is. */
export const collectArguments: ValidationRule = (context) => {
  const given: GivenArgument[] = [];
  argumentsOf.set(context.getDocument(), given);
  const add = (name: string, node: ValueNode | undefined): void => {
    const type = context.getInputType();
    if (type && node) given.push({ name, node, type });
  };
  return {
    Argument: (node) => add(node.name.value, node.value),
    VariableDefinition: (node) => add(`$${node.variable.name.value}`, node.defaultValue),
  };
};

function argumentsIn({ document, schema }: Input): readonly GivenArgument[] {
  if (!argumentsOf.has(document)) validate(schema, document, [collectArguments]);
  return argumentsOf.get(document) ?? [];
}

function checkArguments(input: Input, variables: Values): readonly GraphQLError[] {
  return argumentsIn(input).flatMap(({ name, node, type }) => {
    if (isNonNullType(type) && isNullVariable(node, variables))
      return [badInput(`$${node.name.value}`, String(type))];
    const problem = problemOfNode(type, node, variables) ?? problemOfSize(name, node, variables);
    return problem === null ? [] : [badInput(name, problem)];
  });
}

/** How many entries are accepted instead; null when there are as many as may be. */
function problemOfSize(argument: string, node: ValueNode, variables: Values): string | null {
  const size = listSizes[argument];
  if (size === undefined) return null;
  const value = node.kind === Kind.VARIABLE ? variables[node.name.value] : node;
  const given = Array.isArray(value) ? value.length : node.kind === Kind.LIST ? node.values.length : 1;
  return given >= size.min && given <= size.max ? null : `a list of ${size.min} to ${size.max} ${size.of}`;
}

/** What is accepted instead of a value in the document; null when it is acceptable. Shapes are the schema's to judge. */
function problemOfNode(type: GraphQLInputType, node: ValueNode, variables: Values): string | null {
  if (node.kind === Kind.VARIABLE) return problemOfVariable(type, node, variables);
  if (isNonNullType(type)) return problemOfNode(type.ofType, node, variables);
  if (node.kind === Kind.NULL) return null;
  if (isListType(type)) {
    const items = node.kind === Kind.LIST ? node.values : [node];
    return firstProblem(items, (item) => problemOfNode(type.ofType, item, variables));
  }
  if (isInputObjectType(type)) {
    const fields = node.kind === Kind.OBJECT ? node.fields : [];
    return firstProblem(fields, ({ name, value }) => {
      const field = type.getFields()[name.value];
      return field === undefined ? null : problemOfNode(field.type, value, variables);
    });
  }
  const accepted = acceptedForms[type.name];
  if (accepted === undefined) return null;
  if (onlyInVariables.has(type.name)) return `a variable holding ${accepted}`;
  return isAccepted(type.name, node.kind === Kind.STRING ? node.value : null) ? null : accepted;
}

/** A variable with a default may stand where no null may be, and be given as null all the same. */
function isNullVariable(node: ValueNode, variables: Values): node is VariableNode {
  return node.kind === Kind.VARIABLE && variables[node.name.value] === null;
}

function problemOfVariable(type: GraphQLInputType, node: VariableNode, variables: Values): string | null {
  if (isNonNullType(type) && isNullVariable(node, variables)) return String(type);
  const { value: name } = node.name;
  return Object.hasOwn(variables, name) ? problemOfValue(type, variables[name]) : null;
}

/** The same for a value that came in a variable. */
function problemOfValue(type: GraphQLInputType, value: unknown): string | null {
  if (isNonNullType(type)) return problemOfValue(type.ofType, value);
  if (value === undefined || value === null) return null;
  if (isListType(type)) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    return firstProblem(items, (item) => problemOfValue(type.ofType, item));
  }
  if (isInputObjectType(type)) {
    return firstProblem(Object.values(type.getFields()), ({ name, type: fieldType }) =>
      problemOfValue(fieldType, Reflect.get(Object(value), name)),
    );
  }
  return isAccepted(type.name, value) ? null : (acceptedForms[type.name] ?? null);
}

function firstProblem<T>(items: readonly T[], problemOf: (item: T) => string | null): string | null {
  for (const item of items) {
    const problem = problemOf(item);
    if (problem !== null) return problem;
  }
  return null;
}

function badInput(argument: string, accepted: string): GraphQLError {
  return codedError('BAD_USER_INPUT', `${argument}: expected ${accepted}.`, { argument, accepted });
}
