/** The header by which the gateway asks a subgraph that is a server of its own to tell of its calls. */
export const callsHeader = 'x-data-flow';

/** What the header says then. */
export const includeCalls = 'include';

/** Whether headers ask to be told of the calls to registries. */
export function asksForCalls(headers: Readonly<Record<string, string | string[] | undefined>>): boolean {
  return headers[callsHeader] === includeCalls;
}
