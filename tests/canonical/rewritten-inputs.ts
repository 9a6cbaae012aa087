import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  valueFromASTUntyped,
} from 'graphql';
import type { Draws } from '../execution/draws.ts';
import type { Values } from './meaning.ts';
import { drawVariable, untaken } from './names.ts';

interface Variable {
  readonly name: string;
  readonly type: string;
  readonly defaultText: string | null;
  /** Undefined where the request gives none. */
  readonly value: unknown;
}

/** Writes the inputs of one document: each as a literal, as a variable, or a literal with variables in it. */
export class RewrittenInputs {
  readonly #draws: Draws;
  readonly #variables: Variable[] = [];

  readonly #hasVariables: boolean;

  /** Without variables each argument is written as it is. */
  constructor(draws: Draws, hasVariables: boolean) {
    this.#draws = draws;
    this.#hasVariables = hasVariables;
  }

  /** An argument with the value that it is given, or undefined; nothing where it is left out. */
  argument(argument: GraphQLArgument, value: unknown): readonly string[] {
    const { name, type } = argument;
    if (!this.#hasVariables && !isSecret(type))
      return value === undefined ? [] : [`${name}: ${this.#literal(type, value, false)}`];
    const standard = standardOf(argument);
    if (value === undefined) return this.#notGiven(argument, standard);
    if (
      standard !== undefined &&
      JSON.stringify(value) === JSON.stringify(standard) &&
      this.#draws.oncePer(3)
    )
      return this.#notGiven(argument, standard);
    return [`${name}: ${this.#written(type, value)}`];
  }

  #notGiven({ name, type }: GraphQLArgument, standard: unknown): readonly string[] {
    const kind = this.#draws.below(4);
    if (kind === 2) return [`${name}: ${this.#unset(type)}`];
    return kind === 3 && standard !== undefined ? [`${name}: ${this.#written(type, standard)}`] : [];
  }

  /** `@skip`, `@include` or both, by literals or by variables; nothing is written where it may be, and is on. */
  condition(isOn: boolean): string {
    const kind = this.#draws.below(isOn ? 30 : 4);
    if (isOn && kind < 26) return '';
    const decided = (name: string, value: boolean) => ` @${name}(if: ${this.#boolean(value)})`;
    switch (isOn ? kind - 26 : kind) {
      case 0:
        return decided('include', isOn);
      case 1:
        return decided('skip', !isOn);
      case 2:
        return `${decided('include', isOn)}${decided('skip', false)}`;
      default:
        return `${decided('skip', !isOn)}${decided('include', true)}`;
    }
  }

  /** The variables as an operation declares them, in a drawn order. */
  declared(): string {
    const left = [...this.#variables];
    const texts: string[] = [];
    while (left.length > 0) {
      const [{ name, type, defaultText } = never()] = left.splice(this.#draws.below(left.length), 1);
      texts.push(`$${name}: ${type}${defaultText === null ? '' : ` = ${defaultText}`}`);
    }
    return texts.length === 0 ? '' : `(${texts.join(', ')})`;
  }

  /** Their values. */
  values(): Values {
    return Object.fromEntries(
      this.#variables.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])),
    );
  }

  #boolean(value: boolean): string {
    if (!this.#hasVariables || !this.#draws.oncePer(2)) return String(value);
    return this.#draws.oncePer(3)
      ? this.#declare({ type: 'Boolean', defaultText: String(value), value: undefined })
      : this.#declare({ type: 'Boolean!', defaultText: null, value });
  }

  #written(type: GraphQLInputType, value: unknown): string {
    const draws = this.#draws;
    const kind = isSecret(type) ? 3 : draws.below(6);
    if (kind < 3) return this.#literal(type, value, kind === 2);
    const isTighter = value !== null && !isNonNullType(type) && draws.oncePer(2);
    const text = isTighter ? `${type}!` : String(type);
    if (kind < 5) return this.#declare({ type: text, defaultText: null, value });
    const defaultText = this.#literal(type, value, false);
    return this.#declare({ type: text, defaultText, value: undefined });
  }

  /** A literal, with variables in it where it may have them. */
  #literal(type: GraphQLInputType, value: unknown, hasVariables: boolean): string {
    if (isNonNullType(type)) return this.#literal(type.ofType, value, hasVariables);
    if (value === null) return 'null';
    if (isListType(type)) return this.#list(type.ofType, value, hasVariables);
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).flatMap((field) =>
        this.#inputField(field, propertyOf(value, field.name), hasVariables),
      );
      return `{ ${fields.join(', ')} }`;
    }
    if (isEnumType(type)) return String(value);
    const isNumber = this.#hasVariables && type.name === 'ID' && /^(0|[1-9]\d{0,8})$/.test(String(value));
    return isNumber && this.#draws.oncePer(2) ? String(value) : JSON.stringify(value);
  }

  #list(type: GraphQLInputType, value: unknown, hasVariables: boolean): string {
    if (!Array.isArray(value)) return this.#literal(type, value, hasVariables);
    const isOne =
      value.length === 1 && !isListType(type) && value[0] !== null && !hasVariables && this.#hasVariables;
    if (isOne && this.#draws.oncePer(3)) return this.#literal(type, value[0], false);
    const items = value.map((item: unknown) => {
      if (item === null && hasVariables && !isNonNullType(type)) return this.#unset(type);
      return hasVariables ? this.#written(type, item) : this.#literal(type, item, false);
    });
    return `[${items.join(', ')}]`;
  }

  #inputField({ name, type }: InputField, value: unknown, hasVariables: boolean): readonly string[] {
    if (value !== undefined)
      return [`${name}: ${hasVariables ? this.#written(type, value) : this.#literal(type, value, false)}`];
    return hasVariables && !isNonNullType(type) ? [`${name}: ${this.#unset(type)}`] : [];
  }

  /** A variable that the request gives no value. */
  #unset(type: GraphQLInputType): string {
    const nullable = isNonNullType(type) ? type.ofType : type;
    return this.#declare({ type: String(nullable), defaultText: null, value: undefined });
  }

  #declare(variable: Omit<Variable, 'name'>): string {
    const draws = this.#draws;
    const said = (one: Omit<Variable, 'name'>) => JSON.stringify([one.type, one.defaultText, one.value]);
    const known = this.#variables.find((one) => said(one) === said(variable));
    if (known !== undefined && draws.oncePer(2)) return `$${known.name}`;
    const name = untaken(drawVariable(draws), (taken) => this.#variables.some((one) => one.name === taken));
    this.#variables.push({ name, ...variable });
    return `$${name}`;
  }
}

interface InputField {
  readonly name: string;
  readonly type: GraphQLInputType;
}

/** What an argument is where nothing is given; undefined where that is not the same as any value. */
function standardOf({ type, defaultValue }: GraphQLArgument): unknown {
  const node = defaultValue === undefined ? null : astFromValue(defaultValue, type);
  return node === null || node === undefined ? undefined : valueFromASTUntyped(node);
}

/** Whether values of a type may stand in variables alone. */
function isSecret(type: GraphQLInputType): boolean {
  return getNamedType(type).name === 'PersonalIdentityCode';
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

function never(): never {
  throw new Error('Nothing is left');
}
