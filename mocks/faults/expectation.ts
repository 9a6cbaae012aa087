/** The registries that have a mock, by its name. */
export const registryNames = ['oppijanumero', 'opintopolku', 'virta', 'fees', 'migri'] as const;

/** A registry's name, as its mock and its subgraph have it. */
export type RegistryName = (typeof registryNames)[number];

/** The registries that answer in JSON and want a log-in; VIRTA answers in XML and takes a key in every request. */
export const jsonRegistries = ['oppijanumero', 'opintopolku', 'fees', 'migri'] as const;

/** VIRTA alone. */
export const xmlRegistries = ['virta'] as const;

/** The graph's `FactState`, as far as a fault can lead to it. */
export type ExpectedState = 'KNOWN' | 'KNOWN_NONE' | 'NOT_LINKED' | 'SOURCE_UNAVAILABLE';

/** The graph's `FactReasonCode`, as far as a fault can lead to it. */
export type ExpectedReason =
  | 'TIMEOUT'
  | 'UNREACHABLE'
  | 'SOURCE_ERROR'
  | 'INVALID_ANSWER'
  | 'AUTHENTICATION_FAILED'
  | 'REJECTED_BY_SOURCE'
  | 'RATE_LIMITED'
  | 'RECORD_UNREADABLE'
  | 'FIELD_UNREADABLE'
  | 'NO_PAYMENT_RECORD';

/** When the gateway asks once more. */
export type Retry = 'none' | 'once, nothing was sent' | 'once, after a new log-in';

/**
 * What the gateway must make of a fault, told for a query about one person with one record in the registry, by a
 * gateway that holds a session with it.
 */
export interface Expectation {
  /** States that the registry's facts may have; one, unless the fault leaves it open. */
  readonly states: readonly ExpectedState[];
  /** Reason codes that they may have; null is no reason. */
  readonly reasons: readonly (ExpectedReason | null)[];
  /** HTTP status of the gateway's answer. */
  readonly status: 200;
  /** How often the registry sees each data call. */
  readonly hits: number;
  /** How many log-ins the registry sees begin. */
  readonly logIns: number;
  readonly retry: Retry;
  /** Whether the circuit breaker counts it as a failure of the registry. */
  readonly breaker: boolean;
  /** What an operator is told; null when nothing. */
  readonly alarm: 'AUTHENTICATION_FAILED' | 'REJECTED_BY_SOURCE' | 'ANSWERED_ABOUT_OTHERS' | null;
  /** Whether the reason tells when to ask again. */
  readonly retryAt: boolean;
  /** What else to know; null when nothing. */
  readonly note: string | null;
}

const oneCall = {
  status: 200,
  hits: 1,
  logIns: 0,
  retry: 'none',
  alarm: null,
  retryAt: false,
  note: null,
} as const;

/** The fact is known as if nothing had happened. */
export function known(differences: Partial<Expectation> = {}): Expectation {
  return { ...oneCall, states: ['KNOWN'], reasons: [null], breaker: false, ...differences };
}

/** The fact is not available, for a failure that the breaker counts. */
export function counted(reason: ExpectedReason, differences: Partial<Expectation> = {}): Expectation {
  return { ...uncounted(reason, differences), breaker: true };
}

/** The fact is not available, for a failure that does not tell of the registry's health. */
export function uncounted(reason: ExpectedReason, differences: Partial<Expectation> = {}): Expectation {
  const alarm = reason === 'AUTHENTICATION_FAILED' || reason === 'REJECTED_BY_SOURCE' ? reason : null;
  return {
    ...oneCall,
    states: ['SOURCE_UNAVAILABLE'],
    reasons: [reason],
    breaker: false,
    alarm,
    ...differences,
  };
}
