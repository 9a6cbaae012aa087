import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import { defaultsOf, fragmentsIn } from '../../subgraphs/registry/document-parts.ts';
import { type Draws, drawsOf } from './draws.ts';
import { type AnsweringPart, identityIn, type PartAnswer, type PartError } from './federated-world.ts';

/** Values that fit few places, if any. */
const strange: readonly unknown[] = [null, 2.5, 'strange', true, {}, [], [null], { __typename: 'Strange' }];

/** Values that only a leaf can have, and few leaves. */
const wrongLeaves: readonly unknown[] = [null, 2.5, true];

/**
 * A part that sometimes answers what it must not: always the same of the same field of the same object in the same world,
 * whatever names the question gives it. Calm worlds end with 0. In a world with `shapes` in its text also the shape of
 * answers is wrong: objects without a type, no list where there is one.
 */
export function faulty(name: string, part: AnsweringPart): AnsweringPart {
  return async (question) => {
    const { query, variables, world } = question;
    const rate = Number(world.split(' ').at(-1));
    if (rate === 0) return part(question);
    const draws = drawsOf(`fault ${world} ${name} ${'representations' in variables}`);
    const kind = draws.oncePer(rate) ? draws.below(8) : null;
    if (kind === 0) throw new GraphQLError(`${name} is gone`, { extensions: { code: 'GONE' } });
    if (kind === 1)
      return draws.of<PartAnswer>([{ data: null }, {}, { errors: [{ message: `${name} refuses` }] }]);
    const answer = await part(question);
    if (kind === 2)
      return { data: answer.data ?? null, errors: [{ message: 'an error of nothing in particular' }] };
    if (kind === 3) return wrongCount(answer, draws);
    return new Bending(query, { name, variables, world, rate }).bent(answer);
  };
}

function wrongCount({ data, ...answer }: PartAnswer, draws: Draws): PartAnswer {
  const entities: unknown = data?._entities;
  if (!Array.isArray(entities)) return { ...answer, data: null };
  const changed = draws.of([
    [],
    entities.slice(1),
    [...entities, null],
    null,
    'none',
    entities.map(() => null),
  ]);
  return { ...answer, data: { ...data, _entities: changed } };
}

interface FaultyQuestion {
  readonly name: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly world: string;
  readonly rate: number;
}

interface Bent {
  /** Names the value in the world, without any name that a question chose. */
  readonly place: string;
  readonly path: readonly (string | number)[];
  readonly sets: readonly SelectionSetNode[];
}

interface Around {
  /** What an object says that it is. */
  readonly type: unknown;
  /** Whether a selection is for that type by name. */
  readonly isOwn: boolean;
}

interface SelectedKey {
  readonly key: string;
  readonly node: FieldNode;
  readonly isOwn: boolean;
}

/** Makes parts of an answer wrong, or adds errors about them. */
class Bending {
  readonly #question: FaultyQuestion;
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #operation: OperationDefinitionNode;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #errors: PartError[] = [];

  constructor(query: string, question: FaultyQuestion) {
    const document = parse(query);
    const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
    if (operation === undefined) throw new Error('A part was asked nothing');
    this.#question = question;
    this.#operation = operation;
    this.#values = { ...defaultsOf(operation), ...question.variables };
    this.#fragments = fragmentsIn(document);
  }

  bent({ data, errors = [] }: PartAnswer): PartAnswer {
    const sets = [this.#operation.selectionSet];
    const whole = data ? { data: Object(this.#object(data, { place: '', path: [], sets })) } : { data: null };
    const all = [...errors, ...this.#errors];
    return { ...whole, ...(all.length === 0 ? {} : { errors: all }) };
  }

  #object(object: object, { place, path, sets }: Bent): unknown {
    const made: Record<string, unknown> = {};
    for (const [key, nodes] of this.#fields(sets, Reflect.get(object, '__typename'))) {
      if (!Object.hasOwn(object, key)) continue;
      const value: unknown = Reflect.get(object, key);
      const inner: Bent = {
        place: `${place}/${this.#spelled(nodes)}`,
        path: [...path, key],
        sets: nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
      };
      const isEntities = inner.place.startsWith('/_entities(');
      const bent = isEntities ? this.#entities(value, { ...inner, place: '' }) : this.#value(value, inner);
      if (bent !== undefined)
        Object.defineProperty(made, key, { value: bent, enumerable: true, writable: true });
    }
    return made;
  }

  #entities(value: unknown, around: Bent): unknown {
    const { representations } = this.#question.variables;
    if (!Array.isArray(value) || !Array.isArray(representations)) return value;
    return value.map((entity: unknown, index) => {
      const place = `${around.place}/${identityIn({ ...Object(representations[index]) })}`;
      const inner = { ...around, place, path: [...around.path, index] };
      return typeof entity === 'object' && entity !== null ? this.#object(entity, inner) : entity;
    });
  }

  /** Undefined: left out. */
  #value(value: unknown, bent: Bent): unknown {
    const { world, name, rate } = this.#question;
    const { place, path, sets } = bent;
    const isType = place.endsWith('__typename()');
    const draws = drawsOf(`bend ${world} ${name} ${place}`);
    if (!isType && draws.oncePer(rate * 20)) this.#errors.push(errorAt(path, draws));
    const isShapeless = world.includes('shapes');
    if (draws.oncePer(rate * 12) && (isShapeless || !isType))
      return wrong(value, { path, isShapeless, draws });
    if (Array.isArray(value)) {
      return value.map((item: unknown, index) =>
        this.#value(item, { place: `${place}#${index}`, path: [...path, index], sets }),
      );
    }
    return typeof value === 'object' && value !== null ? this.#object(value, bent) : value;
  }

  /** The fields of an object by their keys, those that are selected of its own type first. */
  #fields(sets: readonly SelectionSetNode[], type: unknown): ReadonlyMap<string, readonly FieldNode[]> {
    const all = sets.flatMap((set) => this.#selected(set, { type, isOwn: false }));
    const keys = new Set(all.map(({ key }) => key));
    return new Map(
      [...keys].map((key) => {
        const of = all.filter((one) => one.key === key);
        const ordered = [...of.filter(({ isOwn }) => isOwn), ...of.filter(({ isOwn }) => !isOwn)];
        return [key, ordered.map(({ node }) => node)];
      }),
    );
  }

  #selected({ selections }: SelectionSetNode, around: Around): readonly SelectedKey[] {
    return selections.flatMap((node): readonly SelectedKey[] => {
      if (node.kind === Kind.FIELD)
        return [{ key: (node.alias ?? node.name).value, node, isOwn: around.isOwn }];
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : this.#fragments.get(node.name.value);
      if (fragment === undefined) return [];
      const condition = fragment.typeCondition?.name.value;
      const isOwn = condition === undefined ? around.isOwn : condition === around.type;
      return this.#selected(fragment.selectionSet, { ...around, isOwn });
    });
  }

  /** A field and its arguments, in one spelling of several that mean the same. */
  #spelled([first]: readonly FieldNode[]): string {
    const given = (first?.arguments ?? [])
      .map(({ name, value }) => [name.value, valueFromASTUntyped(value, this.#values)] as const)
      .filter(([, value]) => value !== undefined)
      .sort(([one], [other]) => one.localeCompare(other));
    return `${first?.name.value}(${JSON.stringify(given).replaceAll(/["[\]]/g, '')})`;
  }
}

function errorAt(path: PartError['path'] & {}, draws: Draws): PartError {
  const options = draws.oncePer(2) ? { extensions: { code: 'SOME', detail: 1 } } : {};
  return { message: 'an error somewhere', ...options, path };
}

interface Wrong extends Pick<Bent, 'path'> {
  readonly isShapeless: boolean;
  readonly draws: Draws;
}

/** Undefined: left out. */
function wrong(value: unknown, { path, isShapeless, draws }: Wrong): unknown {
  const isItem = typeof path.at(-1) === 'number';
  if (!isItem && (isShapeless || typeof value !== 'object') && draws.oncePer(4)) return undefined;
  if (isShapeless) return draws.of(strange);
  return typeof value === 'object' ? null : draws.of(wrongLeaves);
}
