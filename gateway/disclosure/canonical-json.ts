import type { CanonicalForm, FilledForm } from './canonical-form.ts';
import { CanonicalWriter } from './canonical-writer.ts';

// One for all: whoever writes takes what is written before anybody else can write.
const writer = new CanonicalWriter();

/**
 * The one text of a JSON value: keys sorted by code unit, no blanks, members that are undefined left out. Throws for
 * what JSON cannot say: functions, infinite numbers and the like.
 */
export function canonicalJson(value: unknown): string {
  return canonicalBytes(value).toString();
}

/** The text of a JSON value in UTF-8, as `canonicalJson` has it: for what is stored and hashed, and read by nobody here. */
export function canonicalBytes(value: unknown): Buffer {
  writer.start();
  writer.json(value, 'bytes');
  return Buffer.from(writer.written);
}

/** Lines that are hashed. */
export interface Lines {
  readonly texts: readonly string[];
  readonly values: readonly unknown[];
  /** Names values that are made alike. */
  readonly kind: string;
}

/**
 * Texts and canonical JSON of values, a line for each, empty where there is no value, in UTF-8. To be used at once:
 * whatever is written next overwrites it.
 */
export function canonicalLines({ texts, values, kind }: Lines): Buffer {
  writer.start();
  for (let index = 0; index < texts.length; index += 1) {
    if (index > 0) writer.text('\n');
    writer.text(texts[index] ?? '');
  }
  for (const value of values) {
    writer.text('\n');
    if (value !== undefined) writer.json(value, kind);
  }
  return writer.written;
}

/** The form of a value with gaps in it. Throws for what JSON cannot say. */
export function canonicalForm(value: unknown): CanonicalForm {
  return writer.formOf(value);
}

/** The text of a form with what is in its gaps, in UTF-8. Throws for what JSON cannot say. */
export function canonicalFilled(filled: FilledForm): Buffer {
  writer.start();
  writer.filled(filled);
  return Buffer.from(writer.written);
}
