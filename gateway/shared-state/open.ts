import type { Registry } from 'prom-client';
import { silentLog } from '../../subgraphs/registry/alarms.ts';
import { createProcessRests } from '../../subgraphs/registry/log-in-rests.ts';
import type { SubgraphTools } from '../../subgraphs/registry/subgraph.ts';
import { createKeyedHash } from '../limits/keyed-hash.ts';
import { createProcessCounters } from '../limits/process-counters.ts';
import type { Counters, MonotonicClock } from '../limits/rate-limits.ts';
import { createProcessWindows, type Windows } from '../limits/windows.ts';
import { connect } from './connection.ts';
import type { SharedStateSettings } from './settings.ts';
import { createSharedCounters } from './shared-counters.ts';
import { createSharedLeases } from './shared-leases.ts';
import { createSharedRests } from './shared-rests.ts';
import { createSharedWindows } from './shared-windows.ts';
import { openStore } from './store.ts';
import { createStoreTelling } from './telling.ts';

/** What replicas know together, or one process by itself. */
export interface SharedState {
  readonly counters: Counters;
  readonly windows: Windows;
  /** Hashes whatever counters and windows are to know. */
  readonly hashed: (text: string) => string;
  /** Those of a subgraph, which share connections and log-ins. */
  readonly tools: SubgraphTools;
}

/** What it is opened with. */
export interface SharedStateParts {
  /** A subgraph's tools, as one process by itself has them. */
  readonly tools: SubgraphTools;
  readonly now: MonotonicClock;
  readonly metrics: Registry;
  /** The longest that a request waits for the store before it goes on without; as short as ordinarily unless told. */
  readonly answerMs?: number;
}

/** Opens the state that replicas share. Rejects when the store holds that of the other mode, and with nothing else. */
export async function openSharedState(
  { url, deployment, mode, replicas }: SharedStateSettings,
  { tools, now, metrics, answerMs }: SharedStateParts,
): Promise<SharedState> {
  const own = { counters: createProcessCounters(now, replicas), windows: createProcessWindows(now) };
  if (url === null) return { ...own, hashed: createKeyedHash(), tools };
  const { log = silentLog, onClose } = tools;
  const connection = connect(url);
  const telling = createStoreTelling(log, metrics, replicas);
  const pepper = new URL(url).password;
  const parts = { connection, deployment, mode, pepper, telling, answerMs };
  const store = await openStore(parts).catch((error: unknown) => {
    connection.close();
    throw error;
  });
  onClose(async () => store.close());
  return {
    counters: createSharedCounters(store, own.counters),
    windows: createSharedWindows(store, own.windows),
    hashed: store.hashed,
    tools: {
      ...tools,
      connectionLeases: createSharedLeases({ store, replicas, log, onClose }),
      logInRests: createSharedRests(store, createProcessRests(replicas)),
    },
  };
}
