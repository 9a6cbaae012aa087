import { connect, createServer, type Socket } from 'node:net';

/** A way to a server that can be stopped: HELD lets nothing through and says nothing, CUT breaks it. */
export interface StoppableProxy {
  readonly url: string;
  readonly set: (state: 'OPEN' | 'HELD' | 'CUT') => void;
  /** Bytes that came from those who ask. */
  readonly asked: () => number;
  readonly close: () => Promise<void>;
}

/** A proxy before a server on this machine. */
export async function proxyTo(port: number): Promise<StoppableProxy> {
  const sockets = new Set<Socket>();
  let state: Parameters<StoppableProxy['set']>[0] = 'OPEN';
  let bytes = 0;
  const server = createServer((socket) => {
    if (state === 'CUT') return socket.destroy();
    const upstream = connect(port, '127.0.0.1');
    for (const one of [socket, upstream]) {
      sockets.add(one);
      one.on('error', () => one.destroy());
      one.on('close', () => sockets.delete(one));
      if (state === 'HELD') one.pause();
    }
    socket.on('data', (chunk) => {
      bytes += chunk.length;
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => socket.write(chunk));
    socket.on('close', () => upstream.destroy());
    upstream.on('close', () => socket.destroy());
    return socket;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port');
  return {
    url: `redis://127.0.0.1:${address.port}`,
    asked: () => bytes,
    set: (to) => {
      state = to;
      for (const socket of sockets) {
        if (to === 'CUT') socket.destroy();
        else if (to === 'HELD') socket.pause();
        else socket.resume();
      }
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
