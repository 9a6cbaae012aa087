import { spoilCredentials, spoilPassword } from '../credentials.ts';
import type { FaultName } from '../fault-table.ts';
import type { Effect } from './effect.ts';
import { bodyEffects } from './on-body.ts';
import { recordEffects } from './on-records.ts';
import { statusEffects } from './on-status.ts';
import { wireEffects } from './on-wire.ts';

/** What each fault of the table does to a call. */
export const effects: Readonly<Record<FaultName, Effect>> = {
  ...wireEffects,
  ...statusEffects,
  ...bodyEffects,
  ...recordEffects,
  'expired-session': { at: 'session' },
  'never-logged-in': { at: 'request', change: spoilCredentials },
  'wrong-credentials': { at: 'form', change: spoilPassword },
  refuse: { at: 'port' },
  dns: { at: 'port' },
};

/** Faults that begin by forgetting every session and token. */
export const forgetful: ReadonlySet<FaultName> = new Set([
  'expired-session',
  'wrong-credentials',
  'login-down-expired',
]);
