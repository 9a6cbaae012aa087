import { Buffer } from 'node:buffer';
import { type Edit, pick } from './mutation.ts';

const inserted = [
  '\0',
  '\ud800',
  '\udfff',
  '<',
  '>',
  '"',
  '{',
  ']',
  ',',
  '&',
  '\\u0000',
  '\u2028',
  '\ufeff',
  '0',
];
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Changes a text somewhere; null when what comes out is no UTF-8, as the HTTP client refuses it. */
export function editedText(text: string, edit: Edit): string | null {
  const at = edit.at % (text.length + 1);
  const slice = text.slice(at, at + 1 + edit.length);
  const after = text.slice(at + slice.length);
  switch (edit.kind % 8) {
    case 0:
      return bitFlipped(text, edit);
    case 1:
      return text.slice(0, at) + after;
    case 2:
      return text.slice(0, at) + (pick(inserted, edit.value) ?? '') + text.slice(at);
    case 3:
      return text.slice(0, at);
    case 4:
      return text.slice(0, at) + slice + slice + after;
    case 5:
      return swapped(text, edit);
    case 6:
      return bytesCut(text, edit.at);
    default:
      return text.slice(0, at) + String.fromCharCode(edit.to % 0x1_00_00) + text.slice(at + 1);
  }
}

/** The text cut after some of its bytes; null within a character. */
export function bytesCut(text: string, at: number): string | null {
  const bytes = Buffer.from(text);
  return decoded(bytes.subarray(0, at % (bytes.length + 1)));
}

function bitFlipped(text: string, { at, value }: Edit): string | null {
  const bytes = Buffer.from(text);
  const byte = bytes[at % Math.max(bytes.length, 1)];
  if (byte === undefined) return text;
  bytes[at % bytes.length] = byte ^ (1 << (value % 8));
  return decoded(bytes);
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

function swapped(text: string, { at, to, length }: Edit): string {
  const [first = 0, second = 0] = [at % (text.length + 1), to % (text.length + 1)].toSorted((a, b) => a - b);
  const size = Math.min(length + 1, second - first);
  const [left, right] = [text.slice(first, first + size), text.slice(second, second + size)];
  return (
    text.slice(0, first) + right + text.slice(first + size, second) + left + text.slice(second + right.length)
  );
}
