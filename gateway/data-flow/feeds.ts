import { type ConstDirectiveNode, Kind, parse } from 'graphql';
import type { PolicyTable } from '../policy/policy-table.ts';
import { namesIn } from './student-fields.ts';

/** What each derived fact of a student rests on, by the graph. */
export type Feeds = ReadonlyMap<string, readonly string[]>;

/** Reads out of the composed graph what feeds what: a derived fact is a field of no registry that requires others. */
export function readFeeds(supergraphSdl: string, policy: PolicyTable): Feeds {
  const student = parse(supergraphSdl, { noLocation: true }).definitions.find(
    (definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === 'Student',
  );
  if (student?.kind !== Kind.OBJECT_TYPE_DEFINITION) throw new Error('The graph has no Student');
  const feeds = new Map<string, readonly string[]>();
  for (const { name, directives = [] } of student.fields ?? []) {
    const required = directives.flatMap(requiredBy);
    const registry = policy.get(`Student.${name.value}`)?.from ?? null;
    if (required.length > 0 && registry === null) feeds.set(name.value, [...new Set(required)]);
  }
  return feeds;
}

function requiredBy({ name, arguments: given = [] }: ConstDirectiveNode): readonly string[] {
  if (name.value !== 'join__field') return [];
  const requires = given.find((argument) => argument.name.value === 'requires')?.value;
  return requires?.kind === Kind.STRING ? namesIn(requires.value) : [];
}
