import { z } from 'zod';
import type { Verification } from '../../gateway/disclosure/verify/verify-log.ts';
import type { FaultSetting } from '../../mocks/faults/setting.ts';
import { accessFrom, developerAt } from '../sandbox-access.ts';
import { startChild } from './child.ts';
import { type Client, openClient } from './client.ts';
import { verifyLogOf } from './disclosures.ts';
import { type Vitals, vitalsSchema } from './vitals.ts';

/** A running system to put under load: mocks in one process, the gateway in another. */
export interface Stage {
  /** Learner numbers of all people. */
  readonly people: readonly string[];
  readonly openClient: () => Client;
  /** Turns the dial of one registry; null turns it back. */
  readonly setFault: (registry: string, setting: FaultSetting | null) => Promise<void>;
  /** What the gateway says of itself, after a forced collection unless asked as it is. */
  readonly vitals: (how?: 'collected' | 'as it is') => Promise<Vitals>;
  /** Verifies the gateway's disclosure log. */
  readonly verifyLog: () => Promise<Verification>;
  /** CPU time that the mocks took so far, milliseconds. */
  readonly mocksCpuMs: () => Promise<number>;
  /** How the gateway ended by itself; null while it runs. */
  readonly endedBy: () => string | null;
  readonly stop: () => Promise<void>;
}

/** What is put on the stage. */
export interface StageOptions {
  /** People besides the personas. */
  readonly generated: number;
  readonly deadlineMs: number;
  readonly bulkDeadlineMs: number;
}

const mocksReady = z.object({
  environment: z.record(z.string(), z.string()),
  people: z.array(z.string()),
  issuer: z.string(),
});
const gatewayReady = z.object({ url: z.string() });
const usage = z.object({ cpuMs: z.number() });
const registries = ['OPPIJANUMERO', 'OPINTOPOLKU', 'VIRTA', 'FEES', 'MIGRI'] as const;

/** Starts mocks and gateway. Throws when one cannot start. */
export async function startStage(options: StageOptions): Promise<Stage> {
  const today = new Date().toISOString().slice(0, 10);
  const mocks = await startChild({
    script: new URL('./mocks-process.ts', import.meta.url),
    ready: mocksReady,
    arguments: [today, String(options.generated)],
  });
  const { environment, people, issuer } = mocks.ready;
  const access = accessFrom(issuer);
  const gateway = await startChild({
    script: new URL('./gateway-process.ts', import.meta.url),
    ready: gatewayReady,
    nodeOptions: ['--expose-gc'],
    environment: { ...environment, ...access, ...settingsOf(options), TODAY: today },
  }).catch(async (error) => {
    await mocks.stop();
    throw error;
  });
  const credentials = developerAt(issuer);
  return {
    people,
    openClient: () => openClient(gateway.ready.url, credentials),
    setFault: async (registry, setting) => {
      await mocks.ask({ registry, setting });
    },
    vitals: async (how = 'collected') => vitalsSchema.parse(await gateway.ask({ vitals: how })),
    mocksCpuMs: async () => usage.parse(await mocks.ask({ usage: 'CPU' })).cpuMs,
    verifyLog: () => verifyLogOf(access),
    endedBy: gateway.endedBy,
    stop: async () => {
      await gateway.stop();
      await mocks.stop();
    },
  };
}

function settingsOf({ deadlineMs, bulkDeadlineMs }: StageOptions): Record<string, string> {
  // A body without end is read to the limit: 64 MiB in each of many calls would be this machine's memory, not the gateway's.
  const sizes = registries.map((name) => [`${name}_MAX_ANSWER_MIB`, '4']);
  return {
    PORT: '0',
    OPS_PORT: '0',
    LOG_LEVEL: 'silent',
    QUERY_DEADLINE_MS: String(deadlineMs),
    BULK_DEADLINE_MS: String(bulkDeadlineMs),
    // As over real registries, not as where people turn dials and wait to see.
    BREAKER_OPEN_MS: '30000',
    ...Object.fromEntries(sizes),
  };
}
