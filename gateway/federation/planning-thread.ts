import { Worker } from 'node:worker_threads';
import type { QueryPlan } from '@apollo/query-planner';
import { type DocumentNode, print } from 'graphql';
import { type PlanAsk, type PlanningWorkerData, type PlanReply, planningReady } from './planning-messages.ts';

/** A plan and what it took. */
export interface MadePlan {
  readonly plan: QueryPlan;
  /** How long it is as JSON: a measure of the memory that it takes. */
  readonly characters: number;
}

/** Hears how many milliseconds of CPU an operation's planning took, also where it failed. */
export type Spending = (milliseconds: number) => void;

/** Plans operations, one after another. */
export interface PlanSource {
  /** Rejects where there is no plan, with a message that no client may see. */
  readonly planOf: (document: DocumentNode, spent: Spending) => Promise<MadePlan>;
  /** Resolves when the first plan need not wait for the planner itself. */
  readonly ready: Promise<void>;
  readonly close: () => Promise<void>;
}

interface Pending {
  readonly spent: Spending;
  readonly resolve: (made: MadePlan) => void;
  readonly reject: (error: Error) => void;
}

/** Plans have a heap of their own: one that would take more ends the thread, which is started anew, and nothing else. */
const resourceLimits = { maxOldGenerationSizeMb: 512 };

/** Has the operations of a composed graph planned in a thread of its own. */
export function startPlanning(supergraphSdl: string): PlanSource {
  const thread = new PlanningThread(supergraphSdl);
  return {
    planOf: (document, spent) => thread.planOf(document, spent),
    ready: thread.ready,
    close: () => thread.close(),
  };
}

class PlanningThread {
  readonly #workerData: PlanningWorkerData;
  readonly #pending = new Map<number, Pending>();
  readonly #up = Promise.withResolvers<void>();
  #worker: Worker | null;
  #asked = 0;

  constructor(supergraphSdl: string) {
    this.#workerData = { supergraphSdl };
    // It takes a while to begin: nobody need wait for that.
    this.#worker = this.#start();
  }

  get ready(): Promise<void> {
    return this.#up.promise;
  }

  planOf(document: DocumentNode, spent: Spending): Promise<MadePlan> {
    this.#worker ??= this.#start();
    this.#asked += 1;
    const ask: PlanAsk = { id: this.#asked, document: print(document) };
    this.#worker.postMessage(ask);
    return new Promise((resolve, reject) => this.#pending.set(ask.id, { spent, resolve, reject }));
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const { href } = new URL('./planning-worker.ts', import.meta.url);
    const worker = new Worker(new URL(href), { workerData: this.#workerData, resourceLimits });
    // A process that has nothing else to do ends, whatever is not planned yet.
    worker.unref();
    worker.on('message', (said: PlanReply | typeof planningReady) => {
      if (said === planningReady) this.#up.resolve();
      else this.#settle(said);
    });
    worker.on('error', () => undefined);
    worker.on('exit', () => this.#ended(worker));
    return worker;
  }

  #settle({ id, tookMs, plan, failure }: PlanReply): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    pending?.spent(tookMs);
    if (plan === null) pending?.reject(new Error(failure ?? 'unknown'));
    else pending?.resolve({ plan: JSON.parse(plan), characters: plan.length });
  }

  #ended(worker: Worker): void {
    if (this.#worker === worker) this.#worker = null;
    // Where it cannot even begin, the first who ask hear of it.
    this.#up.resolve();
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of waiting) reject(new Error('the thread of the planner ended'));
  }
}
