import type { Alarms } from './alarms.ts';
import { type Answer, failed } from './answer.ts';
import type { Terms } from './asker.ts';
import { type Breaker, createBreaker, type Verdict } from './breaker.ts';
import type { Clock } from './clock.ts';
import type { ServerLeases } from './connection-leases.ts';
import { remainingMs } from './deadline.ts';
import { createFairPlaces, type FairPlaces, personsPart } from './fair-places.ts';
import type { UpstreamMetrics } from './metrics.ts';
import { createThrottle, type Throttle } from './throttle.ts';
import { type Asked, subjectOf, verdictOf } from './verdict.ts';

/** An answer through a guard. */
export interface Guarded<T> {
  readonly answer: Answer<T>;
  /** Counts the failure of a call that turned out to be no single record's fault. */
  readonly blame: () => void;
}

/** Stands between all callers and one server of a registry. */
export interface Guard {
  /**
   * Makes a call when the registry may be asked: otherwise BUSY, CIRCUIT_OPEN or RATE_LIMITED without asking. A
   * caller whose signal aborts while it waits gets TIMEOUT.
   */
  readonly run: <T>(terms: Terms, ask: () => Promise<Asked<T>>) => Promise<Guarded<T>>;
  /** Counts a call that was made inside another one's place: the last step of a log-in. */
  readonly note: (asked: Asked<unknown>) => void;
}

/** How much is asked of a registry, and what is expected of it. */
export interface GuardSettings {
  readonly name: string;
  /** Most calls under way. */
  readonly connections: number;
  /** Most calls that wait for a place. */
  readonly queue: number;
  /** A caller that gives up before this says nothing about the registry; in milliseconds. */
  readonly patienceMs: number;
  /** How long a registry that fails is left alone, in milliseconds. */
  readonly openMs: number;
  readonly clock: Clock;
  /** A monotonic clock, milliseconds. */
  readonly now: () => number;
  readonly metrics: UpstreamMetrics;
  readonly alarms: Alarms;
  /** Of this server's connections, over all replicas. */
  readonly leases: ServerLeases;
}

interface Parts extends GuardSettings {
  readonly breaker: Breaker;
  readonly places: FairPlaces;
  readonly throttle: Throttle;
}

/** How long a registry that fails is left alone unless told, in milliseconds. */
export const ordinaryOpenMs = 30_000;
const breakerSettings = { windowMs: 10_000, failureShare: 0.5 } as const;
/** Calls before the breaker may judge: fewer where few are let through at once, or a hung registry never has enough. */
const minimumCallsFor = (connections: number): number => Math.min(10, 2 * connections);
const leastMinimum = 5;
/** A call waits this long for a place, or for a fifth of its time if that is more: a bulk query can wait. */
const leastWaitMs = 1_000;
const waitShare = 0.2;
const nothing = (): void => undefined;

/** A guard of one server, with its own breaker, bulkhead and throttle. */
export function createGuard(settings: GuardSettings): Guard {
  const parts = partsOf(settings);
  return {
    run: async ({ asker, signal }, ask) => {
      const early = signal.aborted ? failed('TIMEOUT') : refusalOf(parts);
      if (early !== null) return refused(parts, early);
      const entry = await parts.places.enter({ asker, signal, maxWaitMs: waitMsOf(signal) });
      if (entry !== 'ENTERED') return refused(parts, failed(entry === 'GONE' ? 'TIMEOUT' : 'BUSY'));
      // Whose turn it is here may have to wait for other replicas, too.
      const lease = await parts.leases.acquire(signal);
      try {
        const late = lease === null ? failed('TIMEOUT') : refusalOf(parts);
        return late === null ? await askWith(parts, signal, ask) : refused(parts, late);
      } finally {
        lease?.release();
        parts.places.leave(asker);
      }
    },
    note: (asked) => {
      const verdict = verdictOf(asked, false, settings.patienceMs);
      tell(parts, asked, verdict);
      if (verdict === 'FAILURE') parts.breaker.blame(subjectOf(asked));
    },
  };
}

function partsOf(settings: GuardSettings): Parts {
  const { name, connections, queue, openMs, clock, now, metrics, alarms } = settings;
  metrics.breakerChanged(name, 'CLOSED');
  const breaker = createBreaker({
    ...breakerSettings,
    openMs,
    minimumCalls: Math.max(leastMinimum, minimumCallsFor(connections)),
    now,
    onChange: (state, counts) => {
      metrics.breakerChanged(name, state);
      alarms.breakerChanged(state, counts);
    },
  });
  const places = createFairPlaces({
    places: () => connections,
    personsPart,
    queue,
    onChange: (taken) => metrics.placesTaken(name, taken),
  });
  return { ...settings, breaker, places, throttle: createThrottle(clock, now) };
}

/** Why the registry may not be asked now; null when it may. */
function refusalOf({ throttle, breaker, clock }: Parts): Answer<never> | null {
  const limitedUntil = throttle.limitedUntil();
  if (limitedUntil !== null) return failed('RATE_LIMITED', limitedUntil);
  const waitMs = breaker.waitMs();
  if (waitMs === 0) return null;
  return failed('CIRCUIT_OPEN', new Date(clock.now().getTime() + waitMs).toISOString());
}

function refused({ metrics, name }: Parts, answer: Answer<never>): Guarded<never> {
  if (!answer.answered) {
    const { code } = answer.failure;
    metrics.callEnded(name, code === 'TIMEOUT' ? 'ABANDONED' : code);
  }
  return { answer, blame: nothing };
}

async function askWith<T>(
  parts: Parts,
  signal: AbortSignal,
  ask: () => Promise<Asked<T>>,
): Promise<Guarded<T>> {
  const { breaker, patienceMs } = parts;
  const permit = breaker.admit();
  if (permit === null) return refused(parts, failed('CIRCUIT_OPEN'));
  let verdict: Verdict = 'NONE';
  let subject: string | null = null;
  try {
    const asked = await ask();
    const found = verdictOf(asked, signal.aborted, patienceMs);
    tell(parts, asked, found);
    if (found === 'FAILURE') subject = subjectOf(asked);
    const isDeferred = found === 'FAILURE' && asked.mayBeOneRecord;
    if (!isDeferred) verdict = found;
    return { answer: asked.answer, blame: isDeferred ? () => breaker.blame(subject) : nothing };
  } finally {
    permit.settle(verdict, subject);
  }
}

function tell({ metrics, alarms, throttle, name }: Parts, asked: Asked<unknown>, verdict: Verdict): void {
  const { failure, askedForMs, isAboutOthers } = asked;
  const isAbandoned = failure?.code === 'TIMEOUT' && verdict === 'NONE';
  metrics.callEnded(name, isAbandoned ? 'ABANDONED' : (failure?.code ?? 'ANSWERED'));
  if (askedForMs !== null) metrics.callTook(name, askedForMs / 1000);
  if (failure !== null) alarms.failed(failure.code);
  if (isAboutOthers) alarms.answeredAboutOthers();
  if (failure?.code === 'RATE_LIMITED' && askedForMs !== null) throttle.limit(failure.retryAt);
}

function waitMsOf(signal: AbortSignal): number {
  const left = remainingMs(signal);
  return Number.isFinite(left) ? Math.max(leastWaitMs, left * waitShare) : leastWaitMs;
}
