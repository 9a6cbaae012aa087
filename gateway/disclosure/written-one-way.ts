/**
 * Whether a text in base64url, or each part of it between dots, is written as this gateway would write it. The last
 * character has bits to spare, which no signature covers: only zeroes are accepted there.
 */
export function isWrittenOneWay(text: string): boolean {
  return text.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
}
