import type { AccessRequest } from './access.ts';

/** The value of a header, by its name in small letters; null when it is not there or empty. */
export function headerOf({ headers }: Pick<AccessRequest, 'headers'>, name: string): string | null {
  const value = headers[name];
  const text = typeof value === 'string' ? value : (value ?? []).join(', ');
  return text.trim() === '' ? null : text.trim();
}

/** Whether a header came more than once. */
export function cameTwice({ rawHeaders }: Pick<AccessRequest, 'rawHeaders'>, name: string): boolean {
  const names = rawHeaders.filter((_text, index) => index % 2 === 0);
  return names.filter((one) => one.toLowerCase() === name).length > 1;
}
