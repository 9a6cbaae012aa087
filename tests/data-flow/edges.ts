import type { DataFlow, FlowCall } from '../../gateway/data-flow/data-flow.ts';
import type { RecordedCall } from '../../mocks/registry-server.ts';
import type { System } from '../system.ts';

const registries = ['oppijanumero', 'opintopolku', 'virta', 'fees', 'migri'];

/** The headers of a request that wants to be told its data flow. */
export const includeFlow = { 'x-data-flow': 'include' } as const;

/** Edges without what a registry reads of a question only after it has let its asker in. */
export function withoutQuestions(edges: readonly string[]): readonly string[] {
  return edges.map((edge) => edge.split(' ').slice(0, 4).join(' ')).sort();
}

/** How many edges the comparisons have held against each other. */
export const compared = { edges: 0 };

/** What the gateway tells of its calls, as edges. */
export function toldEdges({ calls }: DataFlow): readonly string[] {
  const edges = calls.map((call) => {
    const persons = call.operation === 'valinnan-tulos' ? null : call.persons;
    return edge({
      ...call,
      server: call.server.replace(/-log-in$/, '').replace(/^studyinfo$/, 'opintopolku'),
      persons,
    });
  });
  return edges.sort();
}

/** What the mock registries saw, as edges. */
export function seenEdges(system: Pick<System, 'mock'>): readonly string[] {
  return registries
    .flatMap((name) =>
      system
        .mock(name)
        .calls()
        .map((call) => seenEdge(name, call)),
    )
    .sort();
}

function seenEdge(server: string, call: RecordedCall): string {
  // The mock knows whose the applications are; the gateway tells only what it sent.
  const persons = call.operation === 'valinnan-tulos' ? null : call.persons;
  // Studyinfo, which the same mock stands in for, is asked nothing that its path does not tell.
  const operation = call.path.includes('/external/haku/') ? 'haku' : call.operation;
  return edge({ ...call, server, persons, operation, path: withoutNames(call.path) });
}

/** Paths name application options and log-in tickets, which the gateway must not tell. */
function withoutNames(path: string): string {
  return path.replace(/\/1\.2\.246\.[\d.]+/g, '/*').replace(/\/TGT-[^/]+/, '/*');
}

type Edge = Pick<FlowCall, 'server' | 'kind' | 'method' | 'path' | 'persons'> & {
  readonly operation: string | null;
};

function edge({ server, kind, method, path, operation, persons }: Omit<Edge, 'method'> & { method: string }) {
  return [server, kind, method, path, operation ?? '–', persons ?? '–'].join(' ');
}
