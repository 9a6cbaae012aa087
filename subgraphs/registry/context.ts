import type { Clock } from './clock.ts';
import { shareOfTime } from './deadline.ts';
import type { FactRead } from './fact-read.ts';
import type { Grant } from './grant.ts';

/** What the resolvers of one request share. */
export interface RequestContext {
  /** Aborts when the request's deadline passes or its client is gone. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** The day that was chosen for this request alone, in a sandbox only; `clock` has it. */
  readonly chosenDay?: string | null;
  /** Names the request in logs; random, says nothing of anybody. */
  readonly requestId: string;
  /** Whether this process answers no other request at the moment: then nobody is waited for. Absent: nobody knows. */
  readonly isAlone?: () => boolean;
  /** What the request may read and on what ground; null: nothing. */
  readonly grant: Grant | null;
  /** Hears of each field of a student that is resolved, or denied to another field that needs it. */
  readonly onRead?: (read: FactRead) => void;
  /** What was made for the request, by what made it (`perRequest`). */
  readonly made: Map<object, object>;
  /** The portion of an answer about many that is being made; absent where the answer is made as one. */
  readonly portion?: PortionContext;
}

/** What resolvers share for some of the people of an answer about many. */
export interface PortionContext {
  /** What was made for the portion (`perPortion`). */
  readonly made: Map<object, object>;
  /** Resolves when the portion is put together, and nothing of it is in memory any more. */
  readonly done: Promise<void>;
}

/**
 * Makes a value once per request, so that look-ups of one request share their batches. It is kept with the request: in
 * a weak table beside it, what knows its request would be kept with it until the whole heap is collected.
 */
export function perRequest<T>(make: (context: RequestContext) => T): (context: RequestContext) => T {
  return madeOnce(make, ({ made }) => made);
}

/**
 * Makes a value once for each portion of an answer about many, and goes with it: what is kept of one person's records is
 * of no use to the others, and all of it together is most of the memory.
 */
export function perPortion<T>(make: (context: RequestContext) => T): (context: RequestContext) => T {
  return madeOnce(make, ({ made, portion }) => portion?.made ?? made);
}

function madeOnce<T>(
  make: (context: RequestContext) => T,
  placeOf: (context: RequestContext) => Map<object, object>,
): (context: RequestContext) => T {
  class Made {
    readonly value: T;

    constructor(value: T) {
      this.value = value;
    }
  }
  return (context) => {
    const place = placeOf(context);
    const known = place.get(Made);
    if (known instanceof Made) return known.value;
    const value = make(context);
    place.set(Made, new Made(value));
    return value;
  };
}

/** The same request for a step that others wait for: it may use only a share of the time that is left. */
export function withShareOfTime(context: RequestContext, share: number): RequestContext {
  return { ...context, signal: shareOfTime(context.signal, share) };
}
