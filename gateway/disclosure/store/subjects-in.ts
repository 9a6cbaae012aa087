import { z } from 'zod';
import { jsonOf } from '../json-of.ts';

const glance = z.object({ subject: z.string().optional(), subjects: z.array(z.string()).optional() });

/** Whose view of the log shows a record, which is JSON. */
export function subjectsIn(body: Buffer): ReadonlySet<string> {
  const beginning = untilSubject(body);
  const json = (beginning === null ? null : jsonOf(beginning)) ?? jsonOf(body.toString());
  const { subject, subjects = [] } = glance.safeParse(json).data ?? {};
  return new Set(subject === undefined ? subjects : [subject]);
}

const name = '"subject';
const member = `${name}":"`;

/**
 * A record up to the one person whom it is about, closed there: far less than what follows, of what was told. No JSON
 * where the person stands deeper in it; null where more may be said of subjects.
 */
function untilSubject(body: Buffer): string | null {
  const begins = body.indexOf(member);
  const ends = body.indexOf('"', begins + member.length);
  const isAlone = begins >= 0 && body.indexOf(name) === begins && body.indexOf(name, ends) < 0;
  // Behind a backslash, a name may be written in another way, and a text may go on.
  return isAlone && body.indexOf('\\') < 0 ? `${body.toString('utf8', 0, ends + 1)}}` : null;
}
