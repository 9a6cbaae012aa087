import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { isOppijanumero } from '../../subgraphs/registry/identifiers.ts';
import { localized } from './localized.ts';

const number = z.string().refine(isOppijanumero, { error: 'must be a learner number' });

const person = z.strictObject({
  key: z.string().regex(/^P\d\d$/),
  /** The learner number; null where nobody has given or identified one. */
  oppijanumero: number.nullable(),
  /** What an officer can ask by: the learner number, or without one a number that finds an unidentified record or nobody. */
  askedFor: number,
  familyName: z.string(),
  givenNames: z.string(),
  story: localized,
});

/** The sixteen personas, as the sandbox's pages show them. */
export const people = z
  .array(person)
  .parse(JSON.parse(readFileSync(new URL('people.json', import.meta.url), 'utf8')));
