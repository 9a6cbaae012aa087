import { field, listOf } from './fields.ts';

/** The envelope of a fact, without labels. */
export const envelope =
  'state reason { code message { fi sv en } retryAt whoCanFix } source { registry observedAt recordedAt servedFrom }';

/** A query for fields of students, as the gateway puts it. */
export function entityQuery(selection: string): string {
  return `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { ... on Student { ${selection} } }
  }`;
}

/** The students of an answer. */
export function entitiesIn(data: unknown): readonly unknown[] {
  return listOf(field(data, '_entities'));
}
