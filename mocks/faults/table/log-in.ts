import { jsonRegistries, known, uncounted } from '../expectation.ts';
import { type FaultEntry, ordinary } from '../fault-entry.ts';

const all = { ...ordinary, registries: jsonRegistries } as const;
const again = { hits: 2, logIns: 1, retry: 'once, after a new log-in' } as const;

/** Faults of sessions and log-ins; VIRTA has neither. */
export const logInFaults = [
  {
    ...all,
    name: 'expired-session',
    does: 'forgets all sessions and tokens, and says "not logged in" in its own manner',
    limited: false,
    expected: known({ ...again, note: 'calls under way at once share one log-in' }),
  },
  {
    ...all,
    name: 'never-logged-in',
    does: 'says "not logged in" in its own manner, also after a log-in that succeeded',
    expected: uncounted('AUTHENTICATION_FAILED', { ...again, note: 'never a loop' }),
  },
  {
    ...all,
    name: 'wrong-credentials',
    does: 'forgets all sessions and refuses the password at log-in',
    on: 'log-in',
    expected: uncounted('AUTHENTICATION_FAILED', {
      logIns: 1,
      note: 'at most one log-in a minute: accounts are locked for less',
    }),
  },
  {
    ...all,
    name: 'login-down',
    does: 'answers log-ins with 503; sessions that are open live on',
    on: 'log-in',
    expected: known(),
  },
  {
    ...all,
    name: 'login-down-expired',
    does: 'answers log-ins with 503 and forgets all sessions',
    on: 'log-in',
    expected: uncounted('SOURCE_ERROR', { logIns: 1, note: 'the log-in has a breaker of its own' }),
  },
] as const satisfies readonly FaultEntry[];
