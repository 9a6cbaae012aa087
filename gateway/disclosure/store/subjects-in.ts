import { z } from 'zod';
import { jsonOf } from '../json-of.ts';

const glance = z.object({ subject: z.string().optional(), subjects: z.array(z.string()).optional() });

/** Whose view of the log shows the record of this text. */
export function subjectsIn(body: Buffer): ReadonlySet<string> {
  const { subject, subjects = [] } = glance.safeParse(jsonOf(body.toString())).data ?? {};
  return new Set(subject === undefined ? subjects : [subject]);
}
