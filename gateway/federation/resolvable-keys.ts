import { type ConstDirectiveNode, type DefinitionNode, type DocumentNode, Kind } from 'graphql';

/**
 * A composed graph for the planner, without the keys by which a subgraph resolves nothing, where it has another for the
 * same type: the planner takes the first key of a type to come back to a subgraph, and would ask by one that is not
 * resolved. The very same graph where there are none.
 */
export function withoutUnresolvableKeys(supergraph: DocumentNode): DocumentNode {
  const definitions = supergraph.definitions.map(withoutKeys);
  const isSame = definitions.every((one, index) => one === supergraph.definitions[index]);
  return isSame ? supergraph : { ...supergraph, definitions };
}

function withoutKeys(definition: DefinitionNode): DefinitionNode {
  const { kind } = definition;
  if (kind !== Kind.OBJECT_TYPE_DEFINITION && kind !== Kind.INTERFACE_TYPE_DEFINITION) return definition;
  const { directives = [] } = definition;
  const resolving = new Set(directives.filter((one) => isKey(one) && isResolvable(one)).map(graphOf));
  const left = directives.filter((one) => !isKey(one) || isResolvable(one) || !resolving.has(graphOf(one)));
  return left.length === directives.length ? definition : { ...definition, directives: left };
}

function isKey(directive: ConstDirectiveNode): boolean {
  return directive.name.value === 'join__type' && argumentOf(directive, 'key') !== undefined;
}

function isResolvable(directive: ConstDirectiveNode): boolean {
  const value = argumentOf(directive, 'resolvable');
  return value?.kind !== Kind.BOOLEAN || value.value;
}

function graphOf(directive: ConstDirectiveNode): string {
  const value = argumentOf(directive, 'graph');
  return value?.kind === Kind.ENUM ? value.value : '';
}

function argumentOf({ arguments: given = [] }: ConstDirectiveNode, name: string) {
  return given.find((one) => one.name.value === name)?.value;
}
