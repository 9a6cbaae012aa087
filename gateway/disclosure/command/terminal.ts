import type { Environment } from '../../../subgraphs/registry/subgraph.ts';

/** What a command talks to. */
export interface Terminal {
  readonly environment: Environment;
  /** Writes a line of the result. */
  readonly out: (line: string) => void;
  /** Writes a line about the work: progress, problems. */
  readonly note: (line: string) => void;
}

/** What was asked of the command cannot be done; the message says why and what can. */
export class CommandRefused extends Error {
  override name = 'CommandRefused';
}
