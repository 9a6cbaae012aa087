import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import { roomyOf } from '../../../subgraphs/registry/blank-object.ts';
import { type AnswerObject, isAnswerObject, ownValue } from './answer-object.ts';
import type { PlanPath } from './cursor.ts';
import { type Fetched, placeIn } from './fetched.ts';

/** Gives objects room for what will be told of them, in place; what is not told yet is undefined in them. */
export type RoomMaking = (data: AnswerObject) => void;

/**
 * How objects that further fetches tell more of get room for all of it at once: to add field after field makes tables
 * of them, each larger than the one before.
 */
export function roomMaking({ node }: QueryPlan, fetched: Fetched): RoomMaking {
  const paths = node?.kind === 'Sequence' ? node.nodes.slice(1).flatMap(pathsIn) : [];
  const byName = new Map(paths.map((path) => [path.join('.'), path]));
  const places = [...byName.values()].flatMap((path) => {
    const keys = [...(placeIn(fetched, path)?.fields.keys() ?? [])];
    return keys.length < fewestFields ? [] : [{ path, blank: roomyOf(keys) }];
  });
  return (data) => {
    for (const place of places) roomier(data, place, 0);
  };
}

/** Fewer find room as they come. */
const fewestFields = 10;

function pathsIn(node: PlanNode): readonly PlanPath[] {
  if (node.kind === 'Flatten') return [node.path];
  return node.kind === 'Sequence' || node.kind === 'Parallel' ? node.nodes.flatMap(pathsIn) : [];
}

interface Place {
  readonly path: PlanPath;
  readonly blank: () => AnswerObject;
}

/** The value, with objects at the place changed for ones with room. */
function roomier(value: unknown, place: Place, at: number): unknown {
  const step = place.path[at];
  if (Array.isArray(value)) {
    const next = step === '@' ? at + 1 : at;
    for (const [index, item] of value.entries()) value[index] = roomier(item, place, next);
  } else if (isAnswerObject(value)) {
    if (step === undefined) return Object.assign(place.blank(), value);
    const inner = ownValue(value, String(step));
    if (inner !== undefined) value[step] = roomier(inner, place, at + 1);
  }
  return value;
}
