import { GraphQLError } from 'graphql';
import { type Draws, drawsOf } from './draws.ts';
import type { AnsweringPart, PartAnswer, PartError } from './federated-world.ts';

/** Values that fit few places, if any. */
const strange: readonly unknown[] = [null, 2.5, 'strange', true, {}, [], [null], { __typename: 'Strange' }];

/** Values that only a leaf can have, and few leaves. */
const wrongLeaves: readonly unknown[] = [null, 2.5, true];

/**
 * A part that sometimes answers what it must not, always the same for the same question in the same world. Calm worlds end
 * with 0. In a world with `shapes` in its text also the shape of answers is wrong: objects without a type, no list where
 * there is one.
 */
export function faulty(name: string, part: AnsweringPart): AnsweringPart {
  return async (question) => {
    const { query, variables, world } = question;
    const draws = drawsOf(`fault ${world} ${name} ${query} ${JSON.stringify(variables)}`);
    const rate = Number(world.split(' ').at(-1));
    if (rate === 0 || !draws.oncePer(rate)) return part(question);
    const kind = draws.below(8);
    if (kind === 0) throw new GraphQLError(`${name} is gone`, { extensions: { code: 'GONE' } });
    if (kind === 1)
      return draws.of<PartAnswer>([{ data: null }, {}, { errors: [{ message: `${name} refuses` }] }]);
    const answer = await part(question);
    if (kind === 2) return { data: answer.data ?? null, errors: [errorIn(answer, draws)] };
    return kind === 3
      ? wrongCount(answer, draws)
      : { ...answer, data: bent(answer.data, draws, world.includes('shapes')) };
  };
}

function errorIn({ data }: PartAnswer, draws: Draws): PartError {
  const options = draws.oncePer(2) ? { extensions: { code: 'SOME', detail: 1 } } : {};
  if (draws.oncePer(4)) return { message: 'an error of nothing in particular', ...options };
  return { message: 'an error somewhere', ...options, path: pathIn(data, draws) };
}

/** A path to something that is there. */
function pathIn(data: unknown, draws: Draws): (string | number)[] {
  const path: (string | number)[] = [];
  for (let value = data; typeof value === 'object' && value !== null; ) {
    const keys = Object.keys(value);
    if (keys.length === 0 || (path.length > 1 && draws.oncePer(4))) break;
    const key = draws.of(keys);
    path.push(Array.isArray(value) ? Number(key) : key);
    value = Reflect.get(value, key);
  }
  return path;
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

/** The data with something in it that is wrong, or missing. */
function bent(data: PartAnswer['data'], draws: Draws, isShapeless: boolean): Record<string, unknown> | null {
  const copy: unknown = JSON.parse(JSON.stringify(data ?? null));
  for (let count = 1 + draws.below(3); count > 0; count--) {
    const path = pathIn(copy, draws);
    const last = path.pop();
    if (last === undefined) break;
    let around = Object(copy);
    for (const key of path) around = Object(Reflect.get(around, key));
    if (isShapeless) Reflect.set(around, last, draws.of(strange));
    else bend(around, last, draws);
    if (isShapeless && draws.oncePer(4) && !Array.isArray(around)) Reflect.deleteProperty(around, last);
  }
  return copy === null ? null : Object(copy);
}

/** Makes one value wrong, but nothing that says what an object is. */
function bend(around: object, key: string | number, draws: Draws): void {
  const value: unknown = Reflect.get(around, key);
  if (key === '_entities' || (typeof value === 'string' && /^[A-Z][a-z]+$/.test(value))) return;
  const isLeaf = typeof value !== 'object';
  if (isLeaf && draws.oncePer(4) && !Array.isArray(around)) Reflect.deleteProperty(around, key);
  else Reflect.set(around, key, isLeaf ? draws.of(wrongLeaves) : null);
}
