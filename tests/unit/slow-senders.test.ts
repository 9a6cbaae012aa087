import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { senderTimes } from '../../gateway/http/slow-senders.ts';
import { portOf } from '../access/test-issuer.ts';

it.each([100, 500, 10_000, 600_000])(
  'whoever has not sent a request within %i ms is closed by then',
  (mostMs) => {
    const { headersTimeout, requestTimeout, connectionsCheckingInterval } = senderTimes(mostMs);
    // At the first look after its time at the latest, and with room for a look that comes late.
    expect(headersTimeout + 2 * connectionsCheckingInterval).toBeLessThanOrEqual(mostMs);
    expect(requestTimeout).toBe(headersTimeout);
    expect(headersTimeout).toBeGreaterThan(0.9 * mostMs);
    expect(connectionsCheckingInterval).toBeGreaterThan(0);
  },
);

it.each([
  ['nothing', ''],
  ['headers that stop', 'POST / HTTP/1.1\r\nHost: gateway\r\n'],
  ['a body that stops', 'POST / HTTP/1.1\r\nHost: gateway\r\nContent-Length: 10\r\n\r\nx'],
])('a server of these times waits no longer for %s', async (_what, sent) => {
  const server = createServer(senderTimes(300), (request) => request.resume());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect(portOf(server.address()), '127.0.0.1').on('error', () => undefined);
  socket.write(sent);
  // Nothing but the server ends it.
  await once(socket.resume(), 'close');
  server.close();
});
