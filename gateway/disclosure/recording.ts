import { Counter, type Registry } from 'prom-client';
import type { OperatorLog } from '../../subgraphs/registry/alarms.ts';
import type { Config } from '../config.ts';
import { type DisclosureLog, openDisclosureLog } from './disclosure-log.ts';
import { type DisclosureKeys, loadDisclosureKeys } from './keys.ts';
import { stampKeys } from './keys-mode.ts';
import type { DisclosureMetrics } from './metrics.ts';
import { createRefusals, type Refusals } from './request/refusals.ts';

/** Everything that a request is recorded with. */
export interface OpenRecording {
  readonly log: DisclosureLog;
  readonly keys: DisclosureKeys;
  readonly refusals: Refusals;
  /** Records what is summed of refusals, then closes the log. */
  readonly close: () => Promise<void>;
}

/** Opens the disclosure log with its keys; in the sandbox keys are made when there are none. */
export async function openRecording(
  { shared, disclosure }: Pick<Config, 'shared' | 'disclosure'>,
  { log: operators, metrics }: { readonly log: OperatorLog; readonly metrics: Registry },
): Promise<OpenRecording> {
  const { place, keysFolder, anchorPath } = disclosure;
  const { REGISTRIES: mode } = shared;
  stampKeys(keysFolder, mode);
  const keys = await loadDisclosureKeys(keysFolder, { create: mode === 'mock' });
  const log = await openDisclosureLog({
    place,
    mode,
    keys,
    anchorPath,
    metrics: createDisclosureMetrics(metrics),
  });
  const refusals = createRefusals({ disclosures: log, log: operators, now: () => new Date(), everyMinute });
  const close = async (): Promise<void> => {
    await refusals.close();
    await log.close();
  };
  return { log, keys, refusals, close };
}

function everyMinute(run: () => void): () => void {
  const timer = setInterval(run, 60_000).unref();
  return () => clearInterval(timer);
}

function createDisclosureMetrics(registry: Registry): DisclosureMetrics {
  const counter = (name: string, help: string) => new Counter({ name, help, registers: [registry] });
  const records = counter('disclosure_records_total', 'Records written to the disclosure log.');
  const commits = counter('disclosure_commits_total', 'Commits of the disclosure log.');
  const failures = counter('disclosure_failures_total', 'Writes of the disclosure log that failed.');
  const seals = counter('disclosure_checkpoints_total', 'Checkpoints that were signed and kept.');
  const unsealed = counter('disclosure_checkpoint_failures_total', 'Checkpoints that could not be kept.');
  return {
    committed: (count) => {
      records.inc(count);
      commits.inc();
    },
    failed: () => failures.inc(),
    sealed: () => seals.inc(),
    sealFailed: () => unsealed.inc(),
  };
}
