import {
  identityFactOf,
  registryLookupOf,
  type StudentSource,
} from '../../../subgraphs/oppijanumero/mapping.ts';
import type { Request } from './request.ts';
import { studyRightsOf } from './study-facts.ts';

/** What the narrow query selects of a student: only what it needs is asked. */
export async function getNarrowly(asked: string, request: Request) {
  const source: StudentSource = { asked, person: await request.persons(asked) };
  const lookup = registryLookupOf(source);
  const [studyRights, permits] = await Promise.all([
    studyRightsOf(lookup, request),
    request.permits.permits({ lookup }, undefined, request.context),
  ]);
  return {
    identity: { familyName: identityFactOf(source, request.today).familyName },
    studyRights: { state: studyRights.state },
    permits: { state: permits.state },
  };
}
