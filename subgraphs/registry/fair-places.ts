import { type Asker, type Standing, standings } from './asker.ts';
import { HeldCounts } from './held-counts.ts';
import { startTimer } from './timer.ts';

/** What became of a wish for a place: OVER_SHARE and FULL are refusals, GONE a caller who does not wait any more. */
export type Entry = 'ENTERED' | 'OVER_SHARE' | 'FULL' | 'GONE';

/** How something scarce is shared out. Whoever is over a share waits for what is its own; a share is of those inside. */
export interface Shares {
  /** How many there are in all; asked whenever somebody comes or leaves. */
  readonly places: (taken: number) => number;
  /** The part of them that persons may have together; all unless told. */
  readonly personsPart?: number;
  /** The most of one end user; any number unless told. */
  readonly perEndUser?: number;
  /** The most of one client with all its end users; any number unless told. */
  readonly perClient?: number;
  /** So many each client that is not of persons may take however full it is: a victim must not pay for an attack. */
  readonly alwaysPerClient?: number;
  /** How many may wait in all, and of one end user; persons at most for half of all. */
  readonly queue: number;
  readonly queuePerEndUser?: number;
  /** Whether a client that has half of the places there are now is told at once that there are no more for it. */
  readonly refusesCrowds?: boolean;
  /** Hears how many places are taken. */
  readonly onChange?: (taken: number) => void;
}

/** Of what authorities need too, persons never hold the last third. */
export const personsPart = 2 / 3;

/** A wish for a place. */
export interface Wish {
  readonly asker: Asker;
  /** Aborts when nobody wants the place any more. */
  readonly signal: AbortSignal;
  readonly maxWaitMs: number;
}

/**
 * Bounded places with a turn per end user inside a turn per client, authorities first. Whoever ENTERED must leave, once.
 */
export interface FairPlaces {
  readonly enter: (wish: Wish) => Promise<Entry>;
  readonly leave: (asker: Asker) => void;
  readonly taken: () => number;
}

interface Waiter {
  readonly asker: Asker;
  readonly end: (entry: Entry) => void;
}

/** Places as shares say. */
export function createFairPlaces(shares: Shares): FairPlaces {
  const holders = new Holders(shares);
  const waiting = new Set<Waiter>();
  const queuedOf = (matches: (asker: Asker) => boolean): number =>
    [...waiting].filter(({ asker }) => matches(asker)).length;
  const mayWait = (asker: Asker): boolean => {
    const { queue, queuePerEndUser = queue } = shares;
    if (waiting.size >= queue) return false;
    if (asker.standing === 'PERSON' && queuedOf(({ standing }) => standing === 'PERSON') >= queue / 2)
      return false;
    return queuedOf((other) => isSame(other, asker)) < queuePerEndUser;
  };
  const wait = ({ asker, signal, maxWaitMs }: Wish): Promise<Entry> =>
    new Promise((resolve) => {
      const end = (entry: Entry): void => {
        waiting.delete(waiter);
        clearTimeout(timer);
        signal.removeEventListener('abort', giveUp);
        resolve(entry);
      };
      const waiter = { asker, end };
      const giveUp = (): void => end('GONE');
      const timer = startTimer(() => end(refusalFor(holders.holdUpOf(asker))), maxWaitMs);
      signal.addEventListener('abort', giveUp, { once: true });
      waiting.add(waiter);
    });
  /** Places go to the next in turn, without a moment in which somebody else could take them. */
  const handOut = (): void => {
    for (let next = nextOf(waiting, holders); next !== null; next = nextOf(waiting, holders)) {
      holders.take(next.asker);
      next.end('ENTERED');
    }
  };
  return {
    enter: async (wish) => {
      const { asker, signal } = wish;
      if (signal.aborted) return 'GONE';
      const holdUp = holders.holdUpOf(asker);
      if (holdUp === null) {
        holders.take(asker);
        return 'ENTERED';
      }
      return holdUp !== 'OWN_CROWD' && mayWait(asker) ? wait(wish) : refusalFor(holdUp);
    },
    leave: (asker) => {
      holders.free(asker);
      handOut();
    },
    taken: holders.taken,
  };
}

function refusalFor(holdUp: HoldUp | null): Entry {
  return holdUp === 'SHARE' ? 'OVER_SHARE' : 'FULL';
}

/** The waiter whose turn it is, of those whom nothing holds up: by standing, then who has waited for a turn longest. */
function nextOf(waiting: ReadonlySet<Waiter>, holders: Holders): Waiter | null {
  let best: Waiter | null = null;
  for (const waiter of waiting) {
    if (holders.holdUpOf(waiter.asker) !== null) continue;
    if (best === null || holders.comesBefore(waiter.asker, best.asker)) best = waiter;
  }
  return best;
}

/** Why an asker gets no place now: it has its share, others have them all, or it has half of what there is now. */
type HoldUp = 'SHARE' | 'ROOM' | 'OWN_CROWD';

/** Who has how many places, and whose turn was when. */
class Holders {
  readonly #shares: Shares;
  readonly #clients = new Tally();
  readonly #endUsers = new Tally();
  #persons = 0;
  #taken = 0;

  constructor(shares: Shares) {
    this.#shares = shares;
  }

  readonly taken = (): number => this.#taken;

  holdUpOf(asker: Asker): HoldUp | null {
    const {
      places,
      perEndUser = Number.POSITIVE_INFINITY,
      perClient = Number.POSITIVE_INFINITY,
    } = this.#shares;
    const { personsPart = 1, alwaysPerClient = 0, refusesCrowds = false } = this.#shares;
    const isPerson = asker.standing === 'PERSON';
    const ofClient = this.#clients.of(asker.client);
    const most = places(this.#taken);
    if (asker.endUser !== null && this.#endUsers.of(endUserKey(asker)) >= perEndUser) return 'SHARE';
    if (ofClient >= perClient) return 'SHARE';
    if (!isPerson && ofClient < alwaysPerClient) return null;
    if (isPerson && this.#persons >= Math.max(1, Math.floor(most * personsPart))) return 'ROOM';
    if (refusesCrowds && ofClient * 2 >= most) return 'OWN_CROWD';
    return this.#taken < most ? null : 'ROOM';
  }

  take(asker: Asker): void {
    this.#clients.add(asker.client);
    this.#endUsers.add(endUserKey(asker));
    this.#count(asker, 1);
  }

  free(asker: Asker): void {
    this.#clients.remove(asker.client);
    this.#endUsers.remove(endUserKey(asker));
    this.#count(asker, -1);
  }

  comesBefore(one: Asker, other: Asker): boolean {
    const turns = (asker: Asker): readonly number[] => [
      rankOf(asker.standing),
      this.#clients.turnOf(asker.client),
      this.#endUsers.turnOf(endUserKey(asker)),
    ];
    const ofOther = turns(other);
    const differing = turns(one).findIndex((turn, index) => turn !== ofOther[index]);
    return differing >= 0 && (turns(one)[differing] ?? 0) < (ofOther[differing] ?? 0);
  }

  #count({ standing }: Asker, change: 1 | -1): void {
    this.#taken += change;
    if (standing === 'PERSON') this.#persons += change;
    this.#shares.onChange?.(this.#taken);
  }
}

/** Whose turn was long ago is forgotten: it comes first then, as does whoever never had one. */
const mostTurns = 1_000;

/** Counts by name, and remembers in what order they had their latest turn. */
class Tally extends HeldCounts {
  readonly #turns = new Map<string, number>();
  #turn = 0;

  turnOf(name: string): number {
    return this.#turns.get(name) ?? 0;
  }

  override add(name: string): void {
    super.add(name);
    this.#turn += 1;
    this.#turns.delete(name);
    this.#turns.set(name, this.#turn);
    const [longestAgo = ''] = this.#turns.keys();
    if (this.#turns.size > mostTurns) this.#turns.delete(longestAgo);
  }
}

function rankOf(standing: Standing): number {
  return standings.indexOf(standing);
}

function isSame(one: Asker, other: Asker): boolean {
  return one.client === other.client && one.endUser === other.endUser;
}

function endUserKey({ client, endUser }: Asker): string {
  return JSON.stringify([client, endUser]);
}
