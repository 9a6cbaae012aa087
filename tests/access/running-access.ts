import type { Access, AccessRequest, Refusal } from '../../gateway/access/access.ts';
import { createAccess, type Established, isRefusal } from '../../gateway/access/establish.ts';
import { type AccessConfig, loadAccess } from '../../gateway/access/settings.ts';
import { requestAskerOf } from '../../gateway/limits/request-places.ts';

/** Access control under test, with its own clock and log. */
export interface RunningAccess {
  readonly ask: (request: Partial<AccessRequest>) => Promise<Established | Refusal>;
  readonly access: (request: Partial<AccessRequest>) => Promise<Access>;
  readonly refusal: (request: Partial<AccessRequest>) => Promise<Refusal>;
  /** Seconds that its clocks are ahead. */
  readonly ahead: (seconds: number) => void;
  readonly alarms: readonly Readonly<Record<string, string | number>>[];
  readonly close: () => Promise<void>;
}

/** The sandbox's configuration with an issuer at a URL, changed at will. */
export function sandboxConfig(url: string, environment: Readonly<Record<string, string>> = {}): AccessConfig {
  const loaded = loadAccess({ SANDBOX_ISSUER_URL: url, ...environment }, 'mock');
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
  return loaded.value;
}

/** Starts access control by a configuration. */
export function startAccess(config: AccessConfig): RunningAccess {
  let aheadMs = 0;
  const alarms: Readonly<Record<string, string | number>>[] = [];
  const now = () => new Date(Date.now() + aheadMs);
  const control = createAccess(config, {
    clock: { now, today: () => now().toISOString().slice(0, 10) },
    now: () => performance.now() + aheadMs,
    callerId: '1.2.246.562.10.00000000000.test',
    log: { warn: (fields) => alarms.push(fields) },
  });
  const ask = (request: Partial<AccessRequest>) =>
    control.establish({
      headers: {},
      rawHeaders: [],
      url: '/graphql',
      peerAddress: '127.0.0.1',
      certificateSubject: null,
      ...request,
    });
  return {
    ask,
    access: async (request) => {
      const established = await ask(request);
      if (isRefusal(established)) throw new Error(`refused: ${established.reason}`);
      return established.withConsents(requestAskerOf(established.access));
    },
    refusal: async (request) => {
      const established = await ask(request);
      if (!isRefusal(established)) throw new Error('let in');
      return established;
    },
    ahead: (seconds) => {
      aheadMs = seconds * 1000;
    },
    alarms,
    close: control.close,
  };
}

/** Headers of an authority's request. */
export function officer(token: string, more: Readonly<Record<string, string>> = {}) {
  return {
    authorization: `Bearer ${token}`,
    'x-purpose': 'MIGRI_FIRST_PERMIT',
    'x-case': 'UMA 2026/1',
    'x-end-user': 'official-17',
    ...more,
  };
}
