import { isPersonalIdentityCode } from '../../subgraphs/registry/identifiers.ts';

const candidate = /(?=(\d{6}[-+A-FU-Y]\d{3}[0-9A-Y]))/g;

/** Whether a text has a valid personal identity code in it, in any case of letters. */
export function holdsIdentityCode(text: string): boolean {
  const found = text.toUpperCase().matchAll(candidate);
  return Array.from(found).some(([, code = '']) => isPersonalIdentityCode(code));
}
