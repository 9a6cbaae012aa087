import { randomUUID } from 'node:crypto';
import { chained, type Entry, genesisOf } from '../../gateway/disclosure/chain.ts';
import { signCheckpoint } from '../../gateway/disclosure/checkpoint.ts';
import { draftOf, encodeRecords } from '../../gateway/disclosure/encode.ts';
import type { DisclosureKeys } from '../../gateway/disclosure/keys.ts';
import type { LogSource } from '../../gateway/disclosure/store/store.ts';
import { intentOf, outcomeOf } from './records.ts';

const logId = 'a0'.repeat(16);

/** A log in memory: a start, and requests about one person each, sealed every `sealEvery` records and at the end. */
export async function memoryLog(keys: DisclosureKeys, requests: number, sealEvery: number) {
  const bootId = randomUUID();
  const at = '2026-11-24T10:00:00.000Z';
  const boot = draftOf({ kind: 'BOOT', eventId: randomUUID(), bootId, at, seqSoFar: 0 });
  const records = Array.from({ length: requests }, (_, person) => {
    const requestId = randomUUID();
    return [intentOf([person], requestId), outcomeOf(person, requestId)];
  });
  const drafts = [boot, ...(await encodeRecords(records.flat(), bootId))];
  const entries = chained(
    genesisOf(logId),
    drafts.map(({ body }) => body.toString()),
  );
  const seals = entries
    .filter(({ seq }) => seq % sealEvery === 0 || seq === entries.length)
    .map(({ seq, hash }) => signCheckpoint({ logId, seq, hash, at, bootId }, keys));
  return { entries, seals };
}

/** A log to be read that consists of these entries and checkpoints. */
export function sourceOf(entries: readonly Entry[], seals: readonly string[]): LogSource {
  return {
    logId,
    find: async function* () {
      yield entries;
    },
    checkpoints: async () => seals,
    close: async () => undefined,
  };
}
