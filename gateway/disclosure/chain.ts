import { hash } from 'node:crypto';

/** Where a record stands in the chain: its number from 1, and the hash over it and all before it. */
export interface Position {
  readonly seq: number;
  /** SHA-256 in base64url. */
  readonly hash: string;
}

/** What a chain is over: a record's text, or the same in UTF-8. */
export type Body = string | Uint8Array;

/** A record in the chain; its text is kept to the byte, for the hash is over the text. */
export interface Chained<B extends Body> extends Position {
  readonly body: B;
}

/** A record in the chain, to be read. */
export type Entry = Chained<string>;

/** Where the chain of a log begins. */
export function genesisOf(logId: string): Position {
  return { seq: 0, hash: hash('sha256', `opintolupa disclosures\n${logId}`, 'base64url') };
}

/** The hash of a record that follows the one with the hash `previous`. */
export function link(previous: string, seq: number, body: Body): string {
  const before = `${previous}\n${seq}\n`;
  return hash('sha256', typeof body === 'string' ? before + body : joined(before, body), 'base64url');
}

/** Records as the next entries of a chain. */
export function chained<B extends Body>(head: Position, bodies: readonly B[]): Chained<B>[] {
  let { seq, hash: previous } = head;
  return bodies.map((body) => {
    seq += 1;
    previous = link(previous, seq, body);
    return { seq, hash: previous, body };
  });
}

// One for all, since it is hashed at once: copying into it costs less than a hash that is fed twice.
let space = Buffer.allocUnsafe(16 * 1024);

/** A text and bytes in a row; overwritten by the next ones. */
function joined(before: string, body: Uint8Array): Buffer {
  const longest = 3 * before.length + body.length;
  if (space.length < longest) space = Buffer.allocUnsafe(2 * longest);
  const begins = space.write(before);
  space.set(body, begins);
  return space.subarray(0, begins + body.length);
}
