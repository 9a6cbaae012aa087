import type { Server } from 'node:http';

/** A port that can be closed and opened again. */
export interface Port {
  readonly close: () => Promise<void>;
  readonly open: () => Promise<void>;
}

/** The port that a server listens on; `known` must be called once it does. */
export function createPort(server: Server, host: string): Port & { readonly remember: () => void } {
  let port = 0;
  return {
    remember: () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) port = address.port;
    },
    close: async () => {
      if (!server.listening) return;
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
    },
    open: () =>
      new Promise((resolve, reject) => {
        if (server.listening) return resolve();
        server.once('error', reject);
        server.listen({ port, host }, () => {
          server.off('error', reject);
          resolve();
        });
      }),
  };
}
