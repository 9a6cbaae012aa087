/** The header by which a client in a sandbox asks to be told what happened inside. */
export const callsHeader = 'x-data-flow';

/** Whether headers ask to be told of the calls to registries. */
export function asksForCalls(headers: Readonly<Record<string, string | string[] | undefined>>): boolean {
  return headers[callsHeader] === 'include';
}
