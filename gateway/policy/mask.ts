const shownDigits = 4;

/**
 * A value with all but its last digits hidden; the dots of an OID stay, so that one sees what it is. A text that is too
 * short to keep anything is hidden whole, and so is what is no text.
 */
export function masked(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const kept = value.length >= 2 * shownDigits ? value.slice(-shownDigits) : '';
  return value.slice(0, value.length - kept.length).replaceAll(/[^.]/gu, '*') + kept;
}
