import { isOppijanumero } from '../../subgraphs/registry/identifiers.ts';
import { field, listOf } from './fields.ts';
import { parsedJson } from './json-tree.ts';
import { demand, reasonViolations, type Violation } from './violation.ts';

/** What of an answer about one personal identity code does not follow from the body. */
export function* codeViolations(match: unknown, code: string, body: string | null): Generator<Violation> {
  const parsed = body === null ? undefined : parsedJson(body);
  const holders = listOf(parsed).filter((holder) => field(holder, 'hetu') === code);
  const outcome = field(match, 'code');
  yield* reasonViolations(field(match, 'reason'));
  const isAllRead = Array.isArray(parsed) && parsed.every(isReadable);
  // Found by its code, the person may still be unknown to the registry's other list.
  const student = field(match, 'student');
  const isNobody = outcome === 'NOT_LINKED' && student === null;
  yield* demand(
    !isNobody || holders.length > 0 || isAllRead,
    'HONEST_STATE',
    'nobody has the code, though a record cannot be read',
  );
  yield* demand(
    student === null || holders.length > 0,
    'NOBODY_ELSES',
    'a student that does not have the code',
  );
}

function isReadable(holder: unknown): boolean {
  const oid = field(holder, 'oidHenkilo');
  const hetu = field(holder, 'hetu') ?? null;
  return typeof oid === 'string' && isOppijanumero(oid) && (hetu === null || typeof hetu === 'string');
}
