import { randomUUIDv7 } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { canonicalBytes } from './canonical-json.ts';
import { type NewRecord, newRecord, type StoredRecord } from './record.ts';
import type { Draft } from './store/store.ts';

/** A record that must not be stored; the message names the member and never its value. */
export class RecordRefused extends Error {
  override name = 'RecordRefused';
}

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
  const [issue] = checked.error.issues;
  // Only the first part of the path: further ones may be keys, which are as free as values.
  throw new RecordRefused(
    `The record is refused: ${String(issue?.path[0] ?? record.kind)}: ${issue?.message}`,
  );
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
