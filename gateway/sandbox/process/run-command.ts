import type { Operation } from './process-data.ts';

/** The commands that run an operation in the sandbox: one takes a token, one asks. */
export function commandsFor(operation: Operation, graphqlUrl: string): string {
  const body = JSON.stringify({ query: documentOf(operation), variables: operation.variables });
  const data = `-H 'content-type: application/json' \\\n  -d '${body.replaceAll("'", "'\\''")}'`;
  if (operation.person !== undefined) {
    const consents = operation.consents.length === 0 ? '' : ` --consent ${operation.consents.join(',')}`;
    const token = `npm run -s token -- --client vf --person ${operation.person}${consents} --curl > headers.txt`;
    return `${token}\ncurl -s ${graphqlUrl} -H @headers.txt ${data}`;
  }
  const { client, purpose } = operation;
  return [
    `TOKEN=$(npm run -s token -- --client ${client} --purpose ${purpose} | tail -1)`,
    `curl -s ${graphqlUrl} -H "authorization: Bearer $TOKEN" \\`,
    `  -H 'x-purpose: ${purpose}' -H 'x-case: UMA-2026-000123' -H 'x-end-user: official-17' \\`,
    `  ${data}`,
  ].join('\n');
}

/** An operation's document as it is sent. */
export function documentOf({ query }: Operation): string {
  return query.map((line) => line.trim()).join(' ');
}
