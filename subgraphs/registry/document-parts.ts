import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getDirectiveValues,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';

/** The fragments of a document by their names. */
export function fragmentsIn({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
}

/** Whether a document asks for the schema anywhere; `__typename` alone is no such question. */
export function isIntrospection(document: DocumentNode): boolean {
  let found = false;
  eachSelection(document, (one) => {
    found ||= one.kind === Kind.FIELD && (one.name.value === '__schema' || one.name.value === '__type');
  });
  return found;
}

/** The variables that decide on parts of a selection, in a fixed order. */
export function switchesIn(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  eachSelection(document, ({ directives = [] }) => {
    for (const { name, arguments: given = [] } of directives) {
      if (name.value !== 'skip' && name.value !== 'include') continue;
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    }
  });
  return [...names].sort();
}

/** Shows each field and fragment that is written in a document, once. */
function eachSelection({ definitions }: DocumentNode, show: (selection: SelectionNode) => void): void {
  const walk = (set: SelectionSetNode | undefined): void => {
    for (const selection of set?.selections ?? []) {
      show(selection);
      if (selection.kind !== Kind.FRAGMENT_SPREAD) walk(selection.selectionSet);
    }
  };
  for (const definition of definitions) {
    if ('selectionSet' in definition) walk(definition.selectionSet);
  }
}

/** Whether a part of a selection is asked for, by its own `@skip` and `@include`. */
export function isIncluded(
  node: { readonly directives?: readonly DirectiveNode[] },
  variables: Readonly<Record<string, unknown>>,
): boolean {
  if (node.directives === undefined || node.directives.length === 0) return true;
  if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false;
}

/** The values that an operation's variables have when nothing is given, by their names. */
export function defaultsOf({
  variableDefinitions = [],
}: OperationDefinitionNode): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
    ),
  );
}
