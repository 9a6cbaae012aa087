import { type ConstDirectiveNode, type FieldDefinitionNode, Kind } from 'graphql';
import type { FieldRow } from './decision.ts';
import type { ConsentRegistry } from './grant.ts';

/** The directive that names a field's row of the minimisation table. */
export const directiveName = 'disclosedAs';

/** Every registry that a consent can name. */
export const consentRegistries = [
  'ONR',
  'OPINTOPOLKU',
  'VIRTA',
  'TUITION_FEE_REGISTER',
  'MIGRI',
] as const satisfies readonly ConsentRegistry[];

/** What a field's definition says of its disclosure; null when it says nothing, or not exactly one readable thing. */
export function rowOfDefinition(definition: FieldDefinitionNode | null | undefined): FieldRow | null {
  const directives = (definition?.directives ?? []).filter(({ name }) => name.value === directiveName);
  const [directive] = directives;
  if (directive === undefined || directives.length > 1) return null;
  const row = textOf(directive, 'row');
  const from = textOf(directive, 'from');
  if (row === null) return null;
  if (from === null) return { row, from };
  return isConsentRegistry(from) ? { row, from } : null;
}

function textOf({ arguments: given }: ConstDirectiveNode, name: string): string | null {
  const value = given?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : null;
}

function isConsentRegistry(text: string): text is ConsentRegistry {
  return consentRegistries.some((registry) => registry === text);
}
