import { CanonicalWriter } from './canonical-writer.ts';

// One for all: whoever writes takes what is written before anybody else can write.
const writer = new CanonicalWriter();

/**
 * The one text of a JSON value: keys sorted by code unit, no blanks, members that are undefined left out. Throws for
 * what JSON cannot say: functions, infinite numbers and the like.
 */
export function canonicalJson(value: unknown): string {
  writer.start();
  writer.json(value);
  return writer.written.toString();
}

/** The text of a JSON value in UTF-8, as `canonicalJson` has it: for what is stored and hashed, and read by nobody here. */
export function canonicalBytes(value: unknown): Buffer {
  writer.start();
  writer.json(value);
  return Buffer.from(writer.written);
}

/**
 * Texts and canonical JSON of values, a line for each, empty where there is no value, in UTF-8. To be used at once:
 * whatever is written next overwrites it.
 */
export function canonicalLines(texts: readonly string[], values: readonly unknown[]): Buffer {
  writer.start();
  for (const [index, text] of texts.entries()) {
    if (index > 0) writer.text('\n');
    writer.text(text);
  }
  for (const value of values) {
    writer.text('\n');
    if (value !== undefined) writer.json(value);
  }
  return writer.written;
}

/** Keeps the text of a value that nobody can change any more, however deep: it is not written again. */
export function fixCanonical<T extends object>(value: T): T {
  writer.fix(value);
  return value;
}
