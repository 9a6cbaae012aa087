import { randomUUID } from 'node:crypto';
import { AuditUnavailable } from './audit-unavailable.ts';
import type { Position } from './chain.ts';
import { draftOf, encodeRecords } from './encode.ts';
import { GroupCommit } from './group-commit.ts';
import type { DisclosureKeys } from './keys.ts';
import type { DisclosureMetrics } from './metrics.ts';
import { uncounted } from './metrics.ts';
import type { Mode } from './mode.ts';
import { OutcomeForm, type OutcomeTerms, type PersonOutcome } from './outcome-form.ts';
import { type NewRecord, type StoredRecord, storedRecord } from './record.ts';
import { Sealing } from './sealing.ts';
import type { LogPlace } from './settings.ts';
import { openPostgresStore } from './store/postgres-store.ts';
import { openSqliteStore } from './store/sqlite-store.ts';
import type { DisclosureStore } from './store/store.ts';

/** The record of what was asked and disclosed: append-only, chained, durable before anything leaves. */
export interface DisclosureLog {
  readonly logId: string;
  /** Names this run of the gateway. */
  readonly bootId: string;
  /**
   * Resolves when the records are on disk, with their places in order. Rejects with `AuditUnavailable` when they may
   * not be, and with `RecordRefused` when one of them must not be stored; nothing may be asked or disclosed then.
   */
  readonly append: (records: readonly NewRecord[]) => Promise<readonly Position[]>;
  /** Writes the outcomes of one request, some at a time; resolves and rejects as `append` does. */
  readonly appendOutcomes: (
    terms: OutcomeTerms,
    portions: Iterable<readonly PersonOutcome[]>,
  ) => Promise<readonly Position[]>;
  /** What one person's view shows, oldest first. */
  readonly ofSubject: (subject: string) => Promise<readonly StoredRecord[]>;
  /** Whether the log could be written the last time. */
  readonly healthy: () => boolean;
  /** Writes what is under way, seals it and closes the store. */
  readonly close: () => Promise<void>;
}

/** What a log is opened with. */
export interface DisclosureLogOptions {
  readonly place: LogPlace;
  /** What the log is stamped with at its first use, and must be at every other. */
  readonly mode: Mode;
  readonly keys: DisclosureKeys;
  /** The file outside the store that checkpoints are anchored in. */
  readonly anchorPath: string;
  readonly metrics?: DisclosureMetrics;
  /** How long a write of one record may take, and half a millisecond more for each further one; 1 s. */
  readonly writeLimitMs?: number;
  /** For how long records may be under no checkpoint before nothing is disclosed any more; 24 h. */
  readonly sealLimitMs?: number;
}

const dayMs = 24 * 60 * 60 * 1_000;

/** Opens the log, or makes it. Rejects with `StoreRefused` when it cannot be used, or somebody else writes it. */
export async function openDisclosureLog(options: DisclosureLogOptions): Promise<DisclosureLog> {
  const { place, mode } = options;
  const store = await (place.kind === 'sqlite'
    ? openSqliteStore(place.path, mode)
    : openPostgresStore(place.url, mode));
  return startLog(store, options);
}

/** Starts a log on an open store. */
export async function startLog(
  store: DisclosureStore,
  options: Omit<DisclosureLogOptions, 'place' | 'mode'>,
): Promise<DisclosureLog> {
  const { keys, anchorPath, metrics = uncounted, writeLimitMs = 1_000, sealLimitMs = dayMs } = options;
  const bootId = randomUUID();
  const sealing = new Sealing({ store, keys, anchorPath, bootId, metrics });
  const commits = new GroupCommit({
    store,
    metrics,
    writeLimitMs,
    committed: (last, count) => sealing.note(last, count),
  });
  await recordBoot(store, commits, bootId);
  // A run that was killed has left records under no checkpoint, and so may this one.
  await sealing.seal();
  const mayWrite = (): void => {
    if (sealing.lagMs() > sealLimitMs) throw new AuditUnavailable('it has not been anchored for too long');
  };
  return {
    logId: store.logId,
    bootId,
    append: async (records) => {
      mayWrite();
      return commits.write(await encodeRecords(records, bootId));
    },
    appendOutcomes: async (terms, portions) => {
      mayWrite();
      const form = new OutcomeForm(terms, bootId);
      const positions: Position[] = [];
      for (const people of portions) {
        positions.push(...(await commits.write(people.map((person) => form.draftOf(person)))));
      }
      return positions;
    },
    ofSubject: async (subject) =>
      (await store.ofSubject(subject)).map(({ body }) => storedRecord.parse(JSON.parse(body))),
    healthy: () => commits.healthy() && sealing.lagMs() <= sealLimitMs,
    close: async () => {
      await commits.stop();
      await sealing.stop();
      await store.close();
    },
  };
}

async function recordBoot(store: DisclosureStore, commits: GroupCommit, bootId: string): Promise<void> {
  const { seq } = await store.head();
  const at = new Date().toISOString();
  await commits.write([draftOf({ kind: 'BOOT', eventId: randomUUID(), bootId, at, seqSoFar: seq })]);
}
