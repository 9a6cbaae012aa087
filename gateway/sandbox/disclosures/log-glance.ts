import type { DisclosureConfig } from '../../config.ts';
import { readAnchor } from '../../disclosure/anchor.ts';
import { publicKeyIn } from '../../disclosure/command/opened.ts';
import { jsonOf } from '../../disclosure/json-of.ts';
import { type StoredRecord, storedRecord } from '../../disclosure/record.ts';
import { openSource } from '../../disclosure/store/open-source.ts';
import { type Verification, verifyLog } from '../../disclosure/verify/verify-log.ts';

/** A record with its number in the chain. */
export interface NumberedRecord {
  readonly seq: number;
  readonly record: StoredRecord;
}

/** The log as it stands: whether its chain is whole, and its latest records. */
export interface LogGlance {
  readonly verification: Verification;
  /** Latest first. */
  readonly latest: readonly NumberedRecord[];
}

/** Verifies the log, anchor and all, as the command does, and reads its latest records. */
export async function glanceAt(
  { place, keysFolder, anchorPath }: DisclosureConfig,
  most: number,
): Promise<LogGlance> {
  const source = await openSource(place);
  try {
    const anchor = readAnchor(anchorPath);
    const verification = await verifyLog(source, { publicKey: publicKeyIn(undefined, keysFolder), anchor });
    const latest: NumberedRecord[] = [];
    for await (const page of source.find({ fromSeq: verification.records - most + 1 })) {
      for (const { seq, body } of page) {
        const read = storedRecord.safeParse(jsonOf(body));
        // What cannot be read is what the verification tells of.
        if (read.success) latest.push({ seq, record: read.data });
      }
    }
    return { verification, latest: latest.toReversed().slice(0, most) };
  } finally {
    await source.close();
  }
}
