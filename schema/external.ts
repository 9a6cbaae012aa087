import type { ConstDirectiveNode } from 'graphql';

/** Whether a type or field is another subgraph's, and only read here. */
export function isExternal({
  directives,
}: {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}): boolean {
  return directives?.some(({ name }) => name.value === 'external') === true;
}
