import type { Entry } from '../chain.ts';
import { jsonOf } from '../json-of.ts';
import { storedRecord } from '../record.ts';
import type { EntryFilter } from './store.ts';

/** Whether a filter lets an entry through, where no database can say so. */
export function matches({ seq, body }: Entry, filter: EntryFilter): boolean {
  const { fromSeq = 0, toSeq = Number.POSITIVE_INFINITY, subject, client, since = '', until } = filter;
  if (seq < fromSeq || seq > toSeq) return false;
  if (subject === undefined && client === undefined && since === '' && until === undefined) return true;
  const read = storedRecord.safeParse(jsonOf(body));
  if (!read.success) return false;
  const { data: record } = read;
  if (record.at < since || (until !== undefined && record.at >= until)) return false;
  if (client !== undefined && (record.kind === 'BOOT' || record.clientId !== client)) return false;
  if (subject === undefined) return true;
  if (record.kind === 'INTENT') return record.subjects.includes(subject);
  return record.kind === 'OUTCOME' && record.subject === subject;
}
