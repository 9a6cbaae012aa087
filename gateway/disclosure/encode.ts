import { randomUUIDv7 } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { canonicalBytes } from './canonical-json.ts';
import { type NewRecord, newRecord, type StoredRecord } from './record.ts';
import { refusedFor } from './record-refused.ts';
import type { Draft } from './store/store.ts';

const recordsPerTurn = 200;

/**
 * Records as they are stored. Many are made in turns, so that thousands do not hold up other requests. Rejects with
 * `RecordRefused`.
 */
export async function encodeRecords(records: readonly NewRecord[], bootId: string): Promise<Draft[]> {
  const drafts: Draft[] = [];
  for (const record of records) {
    if (drafts.length > 0 && drafts.length % recordsPerTurn === 0) await setImmediate();
    drafts.push(encode(record, bootId));
  }
  return drafts;
}

function encode(record: NewRecord, bootId: string): Draft {
  const checked = newRecord.safeParse(record);
  if (checked.success) return draftOf({ ...checked.data, eventId: randomUUIDv7(), bootId });
  throw refusedFor(checked.error, record.kind);
}

/** A record that is known to be good, as it is stored. */
export function draftOf(record: StoredRecord): Draft {
  return { body: canonicalBytes(record), subjects: subjectsOf(record) };
}

/** Whose view of the log shows the record. */
function subjectsOf(record: StoredRecord): readonly string[] {
  if (record.kind === 'OUTCOME') return [record.subject];
  return record.kind === 'INTENT' ? [...new Set(record.subjects)] : [];
}
