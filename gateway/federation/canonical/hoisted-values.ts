import {
  type GraphQLInputType,
  type GraphQLSchema,
  isInputType,
  Kind,
  type OperationDefinitionNode,
  parseType,
  print,
  typeFromAST,
  type ValueNode,
  type VariableDefinitionNode,
  type VariableNode,
} from 'graphql';
import { type GivenVariable, saysTheSameAsJson, toJson } from './json-literal.ts';

/** Values of variables by their names, as JSON. */
export type Values = Readonly<Record<string, unknown>>;

/** Gives the values of an operation's own variables for those that a client sent; those must have been checked. */
export type ValuesOf = (sent: Values) => Values;

interface Hoisted {
  readonly name: string;
  readonly type: string;
  readonly evaluate: (given: GivenVariable) => unknown;
}

/** The values of an operation, each in a variable of its own: what is left of the text is the same for all values. */
export class HoistedValues {
  readonly #schema: GraphQLSchema;
  readonly #declared: ReadonlyMap<string, VariableDefinitionNode>;
  /** By type and text of the value. */
  readonly #hoisted = new Map<string, Hoisted>();

  constructor(schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode) {
    this.#schema = schema;
    this.#declared = new Map(variableDefinitions.map((one) => [one.variable.name.value, one]));
  }

  /**
   * What stands for a value of this type: a variable; a literal of which only its scalar knows what it says, stays, but
   * for the variables in it.
   */
  hoist(type: GraphQLInputType, value: ValueNode): ValueNode {
    if (!saysTheSameAsJson(type, value)) return this.#variablesIn(value);
    return this.#variable(String(type), value, (given) => toJson(type, value, given));
  }

  /** A text that says what variables there are. */
  toText(): string {
    return [...this.#hoisted.values()].map(({ name, type }) => `$${name}:${type}`).join();
  }

  /** The definitions of all variables, in the order in which they were met. */
  definitions(): readonly VariableDefinitionNode[] {
    return [...this.#hoisted.values()].map(({ name, type }) => ({
      kind: Kind.VARIABLE_DEFINITION,
      variable: variableNode(name),
      type: parseType(type, { noLocation: true }),
    }));
  }

  /** How values are given, once all are hoisted. */
  valuesOf(): ValuesOf {
    const hoisted = [...this.#hoisted.values()];
    const defaults = new Map([...this.#declared].flatMap((declared) => this.#defaultOf(...declared)));
    return (sent) => {
      const given: GivenVariable = (name) => {
        const own = Object.hasOwn(sent, name) ? sent[name] : undefined;
        return own === undefined ? defaults.get(name) : own;
      };
      const values: Record<string, unknown> = {};
      for (const { name, evaluate } of hoisted) {
        const value = evaluate(given);
        if (value !== undefined) values[name] = value;
      }
      return values;
    };
  }

  /** A variable of the client's keeps the type that the client declared. */
  #variablesIn(value: ValueNode): ValueNode {
    switch (value.kind) {
      case Kind.LIST:
        return { ...value, values: value.values.map((one) => this.#variablesIn(one)) };
      case Kind.OBJECT: {
        const fields = value.fields.map((one) => ({ ...one, value: this.#variablesIn(one.value) }));
        return { ...value, fields };
      }
      case Kind.VARIABLE: {
        const { value: name } = value.name;
        const declared = this.#declared.get(name);
        if (declared === undefined) throw new Error('A variable is used that is not declared');
        return this.#variable(print(declared.type), value, (given) => given(name));
      }
      default:
        return value;
    }
  }

  #variable(type: string, value: ValueNode, evaluate: Hoisted['evaluate']): VariableNode {
    const id = `${type} ${print(value)}`;
    const known = this.#hoisted.get(id) ?? { name: `v${this.#hoisted.size}`, type, evaluate };
    this.#hoisted.set(id, known);
    return variableNode(known.name);
  }

  #defaultOf(name: string, { type, defaultValue }: VariableDefinitionNode): readonly [string, unknown][] {
    if (defaultValue === undefined) return [];
    const accepted = typeFromAST(this.#schema, type);
    return [[name, toJson(isInputType(accepted) ? accepted : null, defaultValue, () => undefined)]];
  }
}

function variableNode(name: string): VariableNode {
  return { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } };
}
