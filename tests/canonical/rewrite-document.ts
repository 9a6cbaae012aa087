import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInterfaceType,
  getNamedType,
  isCompositeType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { Draws } from '../execution/draws.ts';
import type { Part, Selected, SelectedField, Values } from './meaning.ts';
import { drawWord, type GraphNames, madeUp, untaken } from './names.ts';
import { RewrittenInputs } from './rewritten-inputs.ts';
import { Words } from './words.ts';

/** A document that asks the same as another, and what its words stand for in the other's. */
export interface Rewritten {
  readonly source: string;
  readonly variables: Values;
  readonly words: Words;
}

/** What a document is rewritten by. Draws that are all the first give it plainly, with no variables. */
export interface Rewriting {
  readonly draws: Draws;
  readonly names: GraphNames;
  /**
   * With variables the same may be fetched in other steps, or twice: where something is amiss, errors and nulls may be
   * others then.
   */
  readonly hasVariables: boolean;
  /**
   * Whether the same field with the same arguments has them written alike, under whatever words. Only then is it one
   * for the policy, too: of a root field nothing may be left that is denied, and another may have more.
   */
  readonly spellsAlike: boolean;
}

/**
 * Writes what is asked in other words. Its parts stay in their order, so that the answer, in the original's words, has
 * the same keys in the same order.
 */
export function rewriteDocument(meaning: Selected, rewriting: Rewriting): Rewritten {
  return new Writer(rewriting).document(meaning);
}

/** A written part, and the field that it is of; null for a fragment. */
interface Written {
  readonly text: string;
  readonly of: GraphQLField<unknown, unknown> | null;
}

class Writer {
  readonly #rewriting: Rewriting;
  readonly #draws: Draws;
  readonly #inputs: RewrittenInputs;
  readonly #fragments: string[] = [];

  constructor(rewriting: Rewriting) {
    this.#rewriting = rewriting;
    this.#draws = rewriting.draws;
    this.#inputs = new RewrittenInputs(rewriting.draws, rewriting.hasVariables);
  }

  document(meaning: Selected): Rewritten {
    const words = new Words();
    const set = this.#set(meaning, words);
    const name = this.#draws.of(['Asked', 'student', 'v0']);
    const source = [`query ${name}${this.#inputs.declared()} ${set}`, ...this.#fragments].join('\n');
    return { source, variables: this.#inputs.values(), words };
  }

  #set(selected: Selected, words: Words): string {
    const written = selected.parts.flatMap((part) => this.#part(part, selected.type, words));
    const [first] = selected.parts;
    if (written.length === 0 && first !== undefined)
      return `{ ${this.#kept(first, selected.type, words).text} }`;
    const all = [...written, ...this.#notAsked(selected.type, words)];
    return `{ ${this.#inFragments(all, selected.type)} }`;
  }

  /** At times a field more that is not asked, since it is off: no answer may have it, or be other for it. */
  #notAsked(type: GraphQLCompositeType, words: Words): readonly Written[] {
    if (!this.#rewriting.hasVariables || isUnionType(type) || !this.#draws.oncePer(6)) return [];
    const fields = Object.values(type.getFields()).filter(({ args }) => args.length === 0);
    if (fields.length === 0) return [];
    const of = this.#draws.of(fields);
    const word = untaken(madeUp(this.#draws), (name) => words.has(name));
    words.add(word, 'NOBODY ASKED FOR THIS');
    const below = isCompositeType(getNamedType(of.type)) ? ' { __typename }' : '';
    return [{ text: `${word}: ${of.name}${this.#condition(false)}${below}`, of }];
  }

  /** What is off is left out at times, unless nothing else is there. */
  #part(part: Part, type: GraphQLCompositeType, words: Words): readonly Written[] {
    if (!part.isOn) return this.#draws.oncePer(2) ? [] : [this.#kept(part, type, words)];
    if (part.kind === 'FIELD') return this.#field(part, type, words);
    const { under } = part;
    if (under.type === type && this.#draws.oncePer(2))
      return under.parts.flatMap((one) => this.#part(one, type, words));
    return [this.#kept(part, type, words)];
  }

  #kept(part: Part, type: GraphQLCompositeType, words: Words): Written {
    if (part.kind === 'FIELD') {
      const word = words.latestFor(part.key) ?? this.#newWord(part, type, words);
      return this.#under(word, part, words);
    }
    const on = part.under.type === type && this.#draws.oncePer(2) ? '' : ` on ${part.under.type.name}`;
    const condition = this.#condition(part.isOn);
    return { text: `...${on}${condition} ${this.#set(part.under, words)}`, of: null };
  }

  /** A field as it is, in two parts under one word or under two, or twice. */
  #field(field: SelectedField, type: GraphQLCompositeType, words: Words): readonly Written[] {
    const draws = this.#draws;
    const word = words.latestFor(field.key) ?? this.#newWord(field, type, words);
    const kind = draws.below(10);
    if (kind < 6) return [this.#under(word, field, words)];
    const [start, end] = this.#halves(field);
    if (start !== null && kind < 8) {
      const first = this.#under(word, start, words);
      const again = kind === 6 ? word : this.#newWord(field, type, words);
      return [first, this.#under(again, end, words)];
    }
    if (kind === 8) return [this.#under(word, field, words), this.#under(word, field, words)];
    const first = this.#under(word, field, words);
    return [first, this.#under(this.#newWord(field, type, words), field, words)];
  }

  /** The same field with the first of its parts, and with the rest; no first where there is only one. */
  #halves(field: SelectedField): readonly [SelectedField | null, SelectedField] {
    const { under } = field;
    if (under === null || under.parts.length < 2) return [null, field];
    const at = 1 + this.#draws.below(under.parts.length - 1);
    const [start, end] = [under.parts.slice(0, at), under.parts.slice(at)];
    return [
      { ...field, under: { ...under, parts: start } },
      { ...field, under: { ...under, parts: end } },
    ];
  }

  #under(word: string, field: SelectedField, words: Words): Written {
    const known = words.get(word);
    if (known === undefined) throw new Error('The word stands for nothing');
    const { definition, given, isOn, under } = field;
    const id = `${definition.name} ${JSON.stringify([...given])}`;
    const { written } = this.#rewriting.spellsAlike ? words : known;
    const inputs = written.get(id) ?? this.#arguments(field);
    written.set(id, inputs);
    const alias = word === definition.name ? '' : `${word}: `;
    const below = under === null ? '' : ` ${this.#set(under, known.under)}`;
    return { text: `${alias}${definition.name}${inputs}${this.#condition(isOn)}${below}`, of: definition };
  }

  #arguments({ definition, given }: SelectedField): string {
    const texts = definition.args.flatMap((one) => this.#inputs.argument(one, given.get(one.name)));
    return texts.length === 0 ? '' : `(${texts.join(', ')})`;
  }

  #condition(isOn: boolean): string {
    return this.#inputs.condition(isOn);
  }

  #newWord({ key }: SelectedField, { name: typeName }: GraphQLCompositeType, words: Words): string {
    const drawn = drawWord(this.#draws, this.#rewriting.names, { key, typeName });
    const word = untaken(drawn, (name) => words.has(name));
    words.add(word, key);
    return word;
  }

  /** Puts some of the parts into fragments. */
  #inFragments(written: readonly Written[], type: GraphQLCompositeType): string {
    const texts: string[] = [];
    for (let at = 0; at < written.length; ) {
      const kind = this.#draws.below(12);
      const count = kind < 7 ? 1 : 1 + this.#draws.below(3);
      const run = written.slice(at, at + count);
      at += count;
      texts.push(kind < 7 ? textOf(run) : this.#fragment(kind, run, type));
    }
    return texts.join(' ');
  }

  #fragment(kind: number, run: readonly Written[], type: GraphQLCompositeType): string {
    const condition = this.#condition(true);
    const inside = textOf(run);
    const wide = interfaceOf(run, type);
    if (kind === 11 && wide !== null) return `... on ${wide.name}${condition} { ${inside} }`;
    if (kind === 7) return `...${condition} { ${inside} }`;
    if (kind === 8) return `... on ${type.name}${condition} { ... { ${inside} } }`;
    if (kind > 9) return `... on ${type.name}${condition} { ${inside} }`;
    const name = `${madeUp(this.#draws)}_${this.#fragments.length}`;
    this.#fragments.push(`fragment ${name} on ${type.name} { ${inside} }`);
    return this.#draws.oncePer(2) ? `...${name}${condition} ...${name}` : `...${name}${condition}`;
  }
}

function textOf(written: readonly Written[]): string {
  return written.map(({ text }) => text).join(' ');
}

/** An interface of an object type that has all the fields in the same shapes; null where there is none. */
function interfaceOf(run: readonly Written[], type: GraphQLCompositeType): GraphQLInterfaceType | null {
  if (isUnionType(type) || !isObjectType(type)) return null;
  const found = type.getInterfaces().find((wide) =>
    run.every(({ of }) => {
      if (of === null) return false;
      if (of.name === '__typename') return true;
      const own = wide.getFields()[of.name];
      return own !== undefined && String(own.type) === String(of.type) && own.args.length === of.args.length;
    }),
  );
  return found ?? null;
}
