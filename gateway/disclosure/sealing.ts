import { appendToAnchor } from './anchor.ts';
import type { Position } from './chain.ts';
import { signCheckpoint } from './checkpoint.ts';
import type { DisclosureKeys } from './keys.ts';
import type { DisclosureMetrics } from './metrics.ts';
import type { DisclosureStore } from './store/store.ts';

/** What sealing needs. */
export interface SealingParts {
  readonly store: DisclosureStore;
  readonly keys: DisclosureKeys;
  readonly anchorPath: string;
  readonly bootId: string;
  readonly metrics: DisclosureMetrics;
}

const recordsPerSeal = 1_000;
const sealEveryMs = 10_000;

/** Signs where the chain stands, every 10 s or 1,000 records, and keeps it in the store and outside of it. */
export class Sealing {
  readonly #parts: SealingParts;
  readonly #timer: NodeJS.Timeout;
  #last: Position | null = null;
  #unsealed = 0;
  #unsealedSince: number | null = null;
  /** The same of those whose checkpoint is being written. */
  #sealingSince: number | null = null;
  #sealing: Promise<void> = Promise.resolve();

  constructor(parts: SealingParts) {
    this.#parts = parts;
    this.#timer = setInterval(() => void this.seal(), sealEveryMs).unref();
  }

  /** Records were committed. */
  note(last: Position, records: number): void {
    this.#last = last;
    this.#unsealed += records;
    this.#unsealedSince ??= Date.now();
    if (this.#unsealed >= recordsPerSeal) void this.seal();
  }

  /** For how long there have been records under no checkpoint, in milliseconds. */
  lagMs(): number {
    const since = this.#sealingSince ?? this.#unsealedSince;
    return since === null ? 0 : Date.now() - since;
  }

  /** Seals what is new, if anything; a failure is counted and tried again the next time. */
  seal(): Promise<void> {
    this.#sealing = this.#sealing.then(() => this.#sealNow());
    return this.#sealing;
  }

  /** Seals what is new and stops. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.seal();
  }

  async #sealNow(): Promise<void> {
    const { store, keys, anchorPath, bootId, metrics } = this.#parts;
    const last = this.#last;
    if (last === null || this.#unsealed === 0) return;
    const unsealed = this.#unsealed;
    this.#sealingSince = this.#unsealedSince;
    [this.#unsealed, this.#unsealedSince] = [0, null];
    const at = new Date().toISOString();
    const line = signCheckpoint({ logId: store.logId, ...last, at, bootId }, keys);
    try {
      await Promise.all([store.saveCheckpoint(line), appendToAnchor(anchorPath, line)]);
      metrics.sealed();
    } catch {
      this.#unsealed += unsealed;
      this.#unsealedSince = this.#sealingSince;
      metrics.sealFailed();
    }
    this.#sealingSince = null;
  }
}
