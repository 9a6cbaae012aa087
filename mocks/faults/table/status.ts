import { counted, registryNames, uncounted } from '../expectation.ts';
import { choiceOf, type FaultEntry, numberOf, ordinary } from '../fault-entry.ts';

const all = { ...ordinary, registries: registryNames } as const;
const retryAfter = {
  seconds: numberOf(120, [0, 86_400], 'in Retry-After'),
  form: choiceOf(['seconds', 'date'], 'of Retry-After: a number, or an HTTP date'),
} as const;
const alarm = 'an operator has to look at it';

/** Faults that the registry, or what stands before it, tells by the HTTP status. */
export const statusFaults = [
  {
    ...all,
    name: 'status-500',
    does: 'answers 500',
    expected: counted('SOURCE_ERROR'),
    differs: {
      opintopolku: { note: 'a batch of several is halved, to find a person who cannot be assembled' },
      fees: { note: 'a batch of several applications is halved, to find one that cannot be assembled' },
    },
  },
  { ...all, name: 'status-502', does: 'answers 502, from its proxy', expected: counted('SOURCE_ERROR') },
  { ...all, name: 'status-503', does: 'answers 503', expected: counted('SOURCE_ERROR') },
  {
    ...all,
    name: 'status-503-retry-after',
    does: 'answers 503 and says when to come back',
    parameters: retryAfter,
    expected: counted('SOURCE_ERROR', { retryAt: true }),
  },
  { ...all, name: 'status-504', does: 'answers 504, from its proxy', expected: counted('SOURCE_ERROR') },
  {
    ...all,
    name: 'status-429',
    does: 'answers 429 and says when to come back',
    parameters: retryAfter,
    expected: uncounted('RATE_LIMITED', { retryAt: true }),
  },
  {
    ...all,
    name: 'status-400',
    does: 'answers 400: the question is malformed',
    expected: uncounted('REJECTED_BY_SOURCE', { note: alarm }),
  },
  {
    ...all,
    name: 'status-403',
    does: 'answers 403: no right',
    expected: uncounted('AUTHENTICATION_FAILED', { note: alarm }),
  },
  {
    ...all,
    name: 'redirect',
    does: 'redirects to another host',
    parameters: { status: numberOf(302, [301, 308], 'of the redirect') },
    expected: counted('INVALID_ANSWER', { note: 'never followed, and no log-in page: no new log-in' }),
  },
] as const satisfies readonly FaultEntry[];
