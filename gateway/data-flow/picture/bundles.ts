import type { DataFlow, FlowCall } from '../data-flow.ts';

/** Calls that are drawn as one edge: a single one, or many of the same operation with the same outcome. */
export interface Bundle {
  readonly calls: readonly FlowCall[];
  /** The first of them, which stands for all. */
  readonly first: FlowCall;
  readonly round: number;
  readonly startedMs: number;
  readonly endedMs: number;
  /** Identifiers of all of them. */
  readonly identifiers: number;
  readonly critical: boolean;
}

/** More calls of one operation than this are drawn as one. */
const mostApart = 4;

/** The edges of a flow, in the order of their first calls. */
export function bundlesOf({ calls, fetches }: Pick<DataFlow, 'calls' | 'fetches'>): readonly Bundle[] {
  const roundOf = new Map(fetches.map(({ id, round }) => [id, round]));
  const alike = Map.groupBy(calls, ({ server, kind, path, operation }) =>
    [server, kind, operation ?? path].join(' '),
  );
  const groups = [...alike.values()].flatMap((group) =>
    group.length > mostApart
      ? [...Map.groupBy(group, ({ outcome }) => outcome).values()]
      : group.map((call) => [call]),
  );
  return groups
    .flatMap((group) => bundleOf(group, roundOf))
    .sort((one, other) => one.startedMs - other.startedMs);
}

function bundleOf(calls: readonly FlowCall[], roundOf: ReadonlyMap<string, number>): readonly Bundle[] {
  const [first] = calls;
  if (first === undefined) return [];
  return [
    {
      calls,
      first,
      round: roundOf.get(first.fetch) ?? 1,
      startedMs: Math.min(...calls.map(({ startedMs }) => startedMs)),
      endedMs: Math.max(...calls.map(({ endedMs }) => endedMs)),
      identifiers: calls.reduce((sum, { identifiers }) => sum + identifiers, 0),
      critical: calls.some(({ critical }) => critical),
    },
  ];
}
