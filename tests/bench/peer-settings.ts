import type { Environment } from '../../subgraphs/registry/subgraph.ts';

/** What a gateway of somebody else's is run with. */
export interface PeerSettings {
  readonly supergraphPath: string;
  /** Sent to the subgraphs, which keep closed without. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Reads what `peerEnvironment` made. It runs in the measured process, so it imports nothing. */
export function readPeerSettings(environment: Environment): PeerSettings {
  const { BENCH_SUPERGRAPH = '', BENCH_GRANT_HEADER = '', BENCH_GRANT = '' } = environment;
  return { supergraphPath: BENCH_SUPERGRAPH, headers: { [BENCH_GRANT_HEADER]: BENCH_GRANT } };
}
