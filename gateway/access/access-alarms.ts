import { LRUCache } from 'lru-cache';
import type { AccessTools } from './tools.ts';

const silenceMs = 60_000;
const remembered = 1_000;

/** What a request tried that it may not. */
export type Attempt =
  | 'CERTIFICATE_HEADER_FROM_STRANGER'
  | 'FORWARDED_FOR_FROM_STRANGER'
  | 'HEADER_NOT_FOR_CLIENT'
  | 'CONSENT_FOREIGN';

const messages: Readonly<Record<Attempt, string>> = {
  CERTIFICATE_HEADER_FROM_STRANGER: 'A certificate header came from an address that is no trusted proxy.',
  FORWARDED_FOR_FROM_STRANGER: 'X-Forwarded-For came from an address that is no trusted proxy.',
  HEADER_NOT_FOR_CLIENT: 'A client set a header that its kind may not set.',
  CONSENT_FOREIGN: 'A consent token that is not valid, or of another person or application, was brought.',
};

/** Tells operators of what was ignored: each kind once a minute for each client or address. */
export type AccessAlarm = (attempt: Attempt, who: string) => void;

/** Alarms about requests that try more than they may. */
export function createAccessAlarm({ log, now }: Pick<AccessTools, 'log' | 'now'>): AccessAlarm {
  const told = new LRUCache<string, { readonly at: number; untold: number }>({ max: remembered });
  return (attempt, who) => {
    const key = `${attempt} ${who}`;
    const last = told.get(key);
    if (last !== undefined && now() - last.at < silenceMs) {
      last.untold += 1;
      return;
    }
    log.warn({ code: attempt, who, count: (last?.untold ?? 0) + 1 }, messages[attempt]);
    told.set(key, { at: now(), untold: 0 });
  };
}
