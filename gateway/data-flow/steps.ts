import type { GraphQLSchema } from 'graphql';
import type { FlowCall, FlowFetch } from './data-flow.ts';
import { type PlannedFetch, plannedFetches } from './plan-steps.ts';
import type { RecordedFetch, RecordedFlow } from './recorder.ts';
import { studentFields } from './student-fields.ts';

/** A call that is not yet known to be on the critical path or not. */
type PlacedCall = Omit<FlowCall, 'critical'>;

/** The executed steps of a plan, and the calls made for each. */
export interface Steps {
  readonly fetches: readonly FlowFetch[];
  readonly calls: readonly PlacedCall[];
}

interface Executed {
  readonly fetch: RecordedFetch;
  readonly id: string;
}

/** Puts what was executed in its place in the plan. */
export function stepsOf({ plan, fetches }: RecordedFlow, schema: GraphQLSchema): Steps {
  const planned = plannedFetches(plan);
  const executed = executedOf(planned, fetches);
  const steps: FlowFetch[] = [];
  for (const [place, found] of executed.entries()) {
    if (found === null) continue;
    const { subgraph, operation, startedMs, endedMs } = found.fetch;
    const after = idsBefore(place, planned, executed);
    const rounds = steps.filter(({ id }) => after.includes(id)).map(({ round }) => round);
    const fields = studentFields(operation, schema);
    steps.push({
      id: found.id,
      subgraph,
      round: Math.max(0, ...rounds) + 1,
      after,
      startedMs,
      endedMs,
      fields,
    });
  }
  return { fetches: steps, calls: callsOf(executed.filter((found) => found !== null)) };
}

/** Which recorded fetch was which of the plan, by its operation; null for one that had nobody to ask about. */
function executedOf(
  planned: readonly PlannedFetch[],
  recorded: readonly RecordedFetch[],
): readonly (Executed | null)[] {
  const left = [...recorded];
  let count = 0;
  return planned.map(({ subgraph, operation }) => {
    const index = left.findIndex((fetch) => fetch.subgraph === subgraph && fetch.operation === operation);
    const [fetch] = index < 0 ? [] : left.splice(index, 1);
    if (fetch === undefined) return null;
    count += 1;
    return { fetch, id: `f${count}` };
  });
}

/** The executed fetches that one waits for: for one that was not executed, those that it would have waited for. */
function idsBefore(
  place: number,
  planned: readonly PlannedFetch[],
  executed: readonly (Executed | null)[],
): readonly string[] {
  const ids = (planned[place]?.after ?? []).flatMap((before) => {
    const found = executed[before] ?? null;
    return found === null ? idsBefore(before, planned, executed) : [found.id];
  });
  return [...new Set(ids)];
}

/** Every call once, also where two fetches of the request ride in it. */
function callsOf(executed: readonly Executed[]): readonly PlacedCall[] {
  const calls = executed.flatMap(({ fetch, id }) => fetch.calls.map((call) => ({ ...call, fetch: id })));
  const distinct = new Map(calls.toReversed().map((call) => [call.key, call]));
  return [...distinct.values()]
    .sort((one, other) => one.startedMs - other.startedMs)
    .map(({ key: _key, ...call }, index) => ({ id: `c${index + 1}`, ...call }));
}
