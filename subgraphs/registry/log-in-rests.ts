/** Keeps an account from being locked: after a refused log-in nobody tries it for a while. */
export interface LogInRest {
  /** For how many milliseconds no log-in may be tried; 0: whoever asked may try, and must say how it ended. */
  readonly begin: () => Promise<number>;
  /** A try ended, refused or not. For how many milliseconds to rest after a refusal. */
  readonly end: (wasRefused: boolean) => Promise<number>;
}

/** The rests of accounts, over all replicas. */
export interface LogInRests {
  /** The rest of an account by the server that it logs in at and its name. */
  readonly of: (server: string, account: string) => LogInRest;
}

/** Accounts are locked for more than a refusal in so many milliseconds. */
export const restMs = 60_000;

/** Rests of a process that knows of no other: so many together try no more often than one would. */
export function createProcessRests(replicas: number): LogInRests {
  const rest: LogInRest = { begin: async () => 0, end: async () => restMs * replicas };
  return { of: () => rest };
}
