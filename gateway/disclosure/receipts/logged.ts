import { type Entry, link } from '../chain.ts';
import { jsonOf } from '../json-of.ts';
import { storedRecord } from '../record.ts';
import type { LogSource } from '../store/store.ts';
import { nameOfFact } from './facts-of.ts';
import type { Receipt } from './receipt.ts';

/** What the log has on the request of a receipt. */
export interface Logged {
  /** What does not agree with the receipt, or within the log, in words. */
  readonly problems: readonly string[];
  /** Commitments by the fact's and the person's name. */
  readonly commitments: ReadonlyMap<string, string>;
}

/** Reads the commitments of a receipt's request; the chain must be whole from before them to the last of them. */
export async function commitmentsInLog(receipt: Receipt, source: LogSource): Promise<Logged> {
  if (source.logId !== receipt.logId) {
    return { problems: ['log: it is not the one of the receipt'], commitments: new Map() };
  }
  const problems: string[] = [];
  const commitments = new Map<string, string>();
  let previous: Entry | null = null;
  for await (const page of source.find({ fromSeq: receipt.firstSeq - 1, toSeq: receipt.lastSeq })) {
    for (const entry of page) {
      problems.push(...problemsOf(entry, previous));
      for (const [name, commitment] of commitmentsOf(entry, receipt.requestId))
        commitments.set(name, commitment);
      previous = entry;
    }
  }
  if (previous?.seq !== receipt.lastSeq || previous.hash !== receipt.lastHash) {
    problems.push(`log: record ${receipt.lastSeq} is not the one of the receipt`);
  }
  return { problems, commitments };
}

function problemsOf({ seq, hash, body }: Entry, previous: Entry | null): readonly string[] {
  if (previous === null || link(previous.hash, seq, body) === hash) return [];
  return [`log: record ${seq} does not follow the one before it`];
}

function commitmentsOf({ body }: Entry, requestId: string): readonly (readonly [string, string])[] {
  const record = storedRecord.safeParse(jsonOf(body));
  if (!record.success || record.data.kind !== 'OUTCOME' || record.data.requestId !== requestId) return [];
  const { subject, told } = record.data;
  return told.flatMap(({ commitments }) =>
    Object.entries(commitments).map(
      ([fact, commitment]) => [nameOfFact({ subject, fact }), commitment] as const,
    ),
  );
}
