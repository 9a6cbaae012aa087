import type { KeyObject } from 'node:crypto';
import type { Entry } from '../../gateway/disclosure/chain.ts';
import { type Receipt, readReceipt } from '../../gateway/disclosure/receipts/receipt.ts';
import { type StoredRecord, storedRecord } from '../../gateway/disclosure/record.ts';
import type { Answer } from './answers.ts';

/** What the log has on the answers that clients hold. */
export interface Held {
  /** Answers of which the intent or a part of what they disclose is in no record. */
  readonly unlogged: number;
  /** Answers whose receipt names other places in the log than their outcomes have. */
  readonly misplaced: number;
}

type Outcome = Extract<StoredRecord, { kind: 'OUTCOME' }>;

interface Recorded {
  intentSeq: number | null;
  readonly outcomes: { readonly entry: Entry; readonly record: Outcome }[];
}

/** Holds answers against all entries of a log, by what each answer's own receipt says. */
export async function heldAgainst(
  answers: readonly Answer[],
  entries: readonly Entry[],
  publicKey: KeyObject,
): Promise<Held> {
  const recorded = byRequest(entries);
  let [unlogged, misplaced] = [0, 0];
  for (const { extensions } of answers) {
    const receipt = await readReceipt(extensions.receipt.jws, publicKey);
    if (receipt === null) throw new Error('A receipt is not signed by the key of the log');
    const found = recorded.get(receipt.requestId);
    if (!isLogged(receipt, found)) unlogged += 1;
    if (!isInPlace(receipt, found)) misplaced += 1;
  }
  return { unlogged, misplaced };
}

function byRequest(entries: readonly Entry[]): ReadonlyMap<string, Recorded> {
  const requests = new Map<string, Recorded>();
  for (const entry of entries) {
    const record = storedRecord.parse(JSON.parse(entry.body));
    if (record.kind !== 'INTENT' && record.kind !== 'OUTCOME') continue;
    const known = requests.get(record.requestId) ?? { intentSeq: null, outcomes: [] };
    if (record.kind === 'INTENT') known.intentSeq = entry.seq;
    else known.outcomes.push({ entry, record });
    requests.set(record.requestId, known);
  }
  return requests;
}

/** Whether the intent is there, and all outcomes: each person's every fact, and every registry that was read. */
function isLogged(receipt: Receipt, found: Recorded | undefined): boolean {
  if (found === undefined || found.intentSeq === null) return false;
  const { lists, people } = receipt.manifest;
  const committed = new Set(
    found.outcomes.flatMap(({ record: { subject, commitments } }) =>
      Object.keys(commitments).map((fact) => `${subject} ${fact}`),
    ),
  );
  const given = people.flatMap(([, subject, list]) =>
    (lists[list] ?? []).map(([, fact]) => `${subject} ${fact}`),
  );
  const registries = new Set(found.outcomes.map(({ record }) => record.registry));
  const fields = new Set(found.outcomes.flatMap(({ record }) => record.disclosed));
  return (
    given.every((fact) => committed.has(fact)) &&
    receipt.registries.every((registry) => registries.has(registry)) &&
    receipt.fields.every((field) => fields.has(field)) &&
    committed.size === receipt.facts
  );
}

/** Whether the outcomes stand where the receipt says, after the intent. */
function isInPlace(receipt: Receipt, found: Recorded | undefined): boolean {
  const [first, last] = [found?.outcomes[0]?.entry, found?.outcomes.at(-1)?.entry];
  return (
    first?.seq === receipt.firstSeq &&
    last?.seq === receipt.lastSeq &&
    last.hash === receipt.lastHash &&
    (found?.intentSeq ?? Number.POSITIVE_INFINITY) < first.seq
  );
}
