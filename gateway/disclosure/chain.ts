import { hash } from 'node:crypto';

/** Where a record stands in the chain: its number from 1, and the hash over it and all before it. */
export interface Position {
  readonly seq: number;
  /** SHA-256 in base64url. */
  readonly hash: string;
}

/** A record in the chain; its text is kept to the byte, for the hash is over the text. */
export interface Entry extends Position {
  readonly body: string;
}

/** Where the chain of a log begins. */
export function genesisOf(logId: string): Position {
  return { seq: 0, hash: hash('sha256', `opintolupa disclosures\n${logId}`, 'base64url') };
}

/** The hash of a record that follows the one with the hash `previous`. */
export function link(previous: string, seq: number, body: string): string {
  return hash('sha256', `${previous}\n${seq}\n${body}`, 'base64url');
}

/** Texts as the next entries of a chain. */
export function chained(head: Position, bodies: readonly string[]): Entry[] {
  let { seq, hash: previous } = head;
  return bodies.map((body) => {
    seq += 1;
    previous = link(previous, seq, body);
    return { seq, hash: previous, body };
  });
}
