import { z } from 'zod';
import type { Entry } from '../chain.ts';
import { jsonOf } from '../json-of.ts';
import type { Finding } from './finding.ts';

/** What a log holds, counted. */
export interface Accounts {
  readonly boots: number;
  readonly intents: number;
  readonly outcomes: number;
  readonly refusals: number;
  /** Requests that asked and of which no outcome is known: asked, not known to be delivered. */
  readonly unfinished: number;
}

/** No more than is needed here: a million records are looked at. */
const glance = z.object({
  kind: z.enum(['BOOT', 'INTENT', 'OUTCOME', 'REFUSAL']),
  bootId: z.string(),
  requestId: z.string().optional(),
  seqSoFar: z.number().optional(),
});

/** Counts records and finds those that contradict others. */
export class AccountBook {
  readonly #counts = { BOOT: 0, INTENT: 0, OUTCOME: 0, REFUSAL: 0 };
  readonly #boots = new Set<string>();
  readonly #asked = new Set<string>();
  readonly #open = new Set<string>();

  /** Takes a record in; tells what is wrong with it. */
  enter(entry: Entry): Finding | null {
    const read = glance.safeParse(jsonOf(entry.body));
    if (!read.success) return inconsistent(entry, 'it is not a record of this log');
    const { kind, bootId, requestId = '', seqSoFar = 0 } = read.data;
    this.#counts[kind] += 1;
    if (kind === 'BOOT') {
      this.#boots.add(bootId);
      // Other gateways may write between the look at the log and the record of the start, but none unwrites.
      return seqSoFar < entry.seq
        ? null
        : inconsistent(entry, `the log had ${seqSoFar} records at this start`);
    }
    if (!this.#boots.has(bootId))
      return inconsistent(entry, 'no start of the gateway that wrote it is in the log');
    return this.#account(entry, kind, requestId);
  }

  /** What was counted. */
  total(): Accounts {
    const { BOOT, INTENT, OUTCOME, REFUSAL } = this.#counts;
    return {
      boots: BOOT,
      intents: INTENT,
      outcomes: OUTCOME,
      refusals: REFUSAL,
      unfinished: this.#open.size,
    };
  }

  #account(entry: Entry, kind: 'INTENT' | 'OUTCOME' | 'REFUSAL', requestId: string): Finding | null {
    if (kind === 'INTENT') {
      this.#asked.add(requestId);
      this.#open.add(requestId);
    }
    if (kind !== 'OUTCOME') return null;
    this.#open.delete(requestId);
    return this.#asked.has(requestId)
      ? null
      : inconsistent(entry, 'nothing was recorded before it was asked');
  }
}

function inconsistent({ seq }: Entry, detail: string): Finding {
  return { fault: 'INCONSISTENT', seq, detail };
}
