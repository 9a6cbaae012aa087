import {
  type GraphQLNamedType,
  type GraphQLOutputType,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { blankOf, emptyOf } from '../../subgraphs/registry/blank-object.ts';
import type { Denial } from '../../subgraphs/registry/decision.ts';
import { deniedShape, setsOf } from './denied-shape.ts';
import type { Judge, Judgement } from './judge.ts';
import { collect, type Reading, type Selected, type Selections } from './selections.ts';

/** A field that the client asked for and does not get; what `extensions.policy` lists. */
export interface DeniedField {
  /** Keys in the answer from the root on, joined by dots, without list indexes. */
  readonly path: string;
  /** `Type.field`. */
  readonly field: string;
  readonly row: string | null;
  readonly code: Denial;
  /** What would give it, in words; null when nothing does. */
  readonly unlockedBy: string | null;
}

/** What becomes of one key of the answer. */
export type FieldPlan =
  /** Comes from the subgraphs; `under` is null when nothing in it is altered. */
  | {
      readonly kind: 'KEPT';
      readonly under: ObjectPlan | null;
      readonly masked: boolean;
      readonly on: OnTypes;
    }
  /** Was not asked for; the value is put in its place. */
  | { readonly kind: 'FILLED'; readonly value: unknown; readonly on: OnTypes };

/** The types that have the field, where the answer may be of several; null where all have it. */
type OnTypes = ReadonlySet<string> | null;

/** What becomes of one object of the answer, in the order of the client's selection. */
export interface ObjectPlan {
  readonly fields: ReadonlyMap<string, FieldPlan>;
  /** Makes the object that the fields are put into. */
  readonly blank: () => Record<string, unknown>;
  /** Whether something of the person or registry is left: `__typename` alone is not worth a call. */
  readonly isAlive: boolean;
  readonly hasDenied: boolean;
  readonly isAltered: boolean;
}

/** What a plan is made with. */
export interface Planning {
  readonly reading: Reading;
  readonly judge: Judge;
  readonly today: string;
  readonly onDenied: (field: DeniedField) => void;
}

/** Plans the answer: which keys come, which are filled in, which are masked. */
export function planAnswer(
  selections: Selections,
  planning: Planning,
  path: readonly string[] = [],
): ObjectPlan {
  const fields = new Map<string, FieldPlan>();
  let [isAlive, hasDenied, isAltered] = [false, false, false];
  for (const [key, selected] of collect(selections, planning.reading)) {
    const plan = planField({ selected, around: selections.type, path: [...path, key] }, planning);
    fields.set(key, plan.field);
    isAlive ||= plan.isAlive;
    hasDenied ||= plan.hasDenied;
    isAltered ||= plan.field.kind === 'FILLED' || plan.field.under !== null || plan.field.masked;
  }
  // A selection that is empty gets a `__typename` of ours, which must go.
  const keys = [...fields.keys()];
  const isCertain = [...fields.values()].every(({ on }) => on === null);
  const blank = isCertain ? blankOf(keys) : emptyOf(keys);
  return { fields, blank, isAlive, hasDenied, isAltered: isAltered || fields.size === 0 };
}

interface Place {
  readonly selected: readonly Selected[];
  readonly around: GraphQLNamedType;
  readonly path: readonly string[];
}

type Planned = { readonly field: FieldPlan } & Pick<ObjectPlan, 'isAlive' | 'hasDenied'>;

function planField(place: Place, planning: Planning): Planned {
  const { selected, around } = place;
  const [first] = selected;
  const name = first?.node.name.value ?? '';
  const on = isAbstractType(around) ? typesOf(selected, planning) : null;
  if (name.startsWith('__')) {
    const field = { kind: 'KEPT', under: null, masked: false, on } as const;
    return { field, isAlive: name !== '__typename', hasDenied: false };
  }
  const judged = selected.map((one) => ({ one, judgement: planning.judge(one.parent, name) }));
  const given = judged.filter(({ judgement }) => judgement.given);
  // Each selection by itself: where the answer may be of several types, one may be given what another is denied.
  const denied = judged.find(({ judgement }) => !judgement.given);
  const type = first === undefined ? undefined : fieldType(first.parent, name);
  const value = denied === undefined ? null : denyField({ ...place, ...denied, name, type }, planning);
  if (given.length === 0) {
    return { field: { kind: 'FILLED', value, on }, isAlive: false, hasDenied: true };
  }
  const masked = given.some(({ judgement }) => judgement.given && judgement.masked);
  const sets = setsOf(given.map(({ one }) => one));
  if (type === undefined || sets.length === 0) {
    return {
      field: { kind: 'KEPT', under: null, masked, on },
      isAlive: true,
      hasDenied: denied !== undefined,
    };
  }
  const under = planAnswer({ type: getNamedType(type), sets }, planning, place.path);
  if (isHollowFact(around, under)) {
    const from = given[0]?.judgement.from ?? null;
    const hollow = { name, type, denial: 'NOT_PERMITTED', from, selected } as const;
    const filled = deniedShape(hollow, planning.reading, planning.today);
    return { field: { kind: 'FILLED', value: filled, on }, isAlive: false, hasDenied: true };
  }
  const field: FieldPlan = { kind: 'KEPT', under: under.isAltered ? under : null, masked, on };
  return { field, isAlive: under.isAlive, hasDenied: under.hasDenied || denied !== undefined };
}

/** Whether everything that is asked of a student's fact is denied: then no register is asked for it. */
function isHollowFact(around: GraphQLNamedType, { isAlive, hasDenied }: ObjectPlan): boolean {
  return around.name === 'Student' && !isAlive && hasDenied;
}

interface DeniedPlace extends Place {
  readonly one: Selected;
  readonly name: string;
  readonly type: GraphQLOutputType | undefined;
  readonly judgement: Judgement;
}

function denyField(
  { selected, path, one, name, type, judgement }: DeniedPlace,
  { reading, today, onDenied }: Planning,
): unknown {
  if (judgement.given) return null;
  const { denial, row, unlockedBy, from } = judgement;
  onDenied({ path: path.join('.'), field: `${one.parent.name}.${name}`, row, code: denial, unlockedBy });
  return type === undefined ? null : deniedShape({ name, type, denial, from, selected }, reading, today);
}

function fieldType(parent: GraphQLNamedType, name: string): GraphQLOutputType | undefined {
  if (!isObjectType(parent) && !isInterfaceType(parent)) return undefined;
  const fields = parent.getFields();
  return Object.hasOwn(fields, name) ? fields[name]?.type : undefined;
}

function typesOf(selected: readonly Selected[], { reading: { schema } }: Planning): ReadonlySet<string> {
  const names = selected.flatMap(({ parent }) =>
    isAbstractType(parent) ? schema.getPossibleTypes(parent).map(({ name }) => name) : [parent.name],
  );
  return new Set(names);
}
