/** For how long a server waits for a request, in Node's words. */
export interface SenderTimes {
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  readonly connectionsCheckingInterval: number;
}

/** Node looks for slow requests every half minute unless told: so many times within their time. */
const looks = 50;

/**
 * Times by which whoever has not sent the whole request within `mostMs` is closed by then. Node closes at the first look
 * after a time is up, so that is one look sooner, and one more for a look that comes late.
 */
export function senderTimes(mostMs: number): SenderTimes {
  const connectionsCheckingInterval = Math.max(1, Math.floor(mostMs / looks));
  const waited = mostMs - 2 * connectionsCheckingInterval;
  // Node takes the longer of the two for bodies, and that of headers is a minute unless told.
  return { headersTimeout: waited, requestTimeout: waited, connectionsCheckingInterval };
}
