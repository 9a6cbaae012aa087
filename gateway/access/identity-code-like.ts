const dashes = /[\p{Pd}\u2212]/gu;
const candidate = /(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d[-+A-FU-Y]\d{3}[0-9A-Y]/;

/**
 * Whether something in a text looks like a personal identity code: a day, a month, a year, a sign of a century, three
 * digits and a check character, right or mistyped, in any case and width of letters and with any dash.
 */
export function holdsIdentityCode(text: string): boolean {
  return candidate.test(text.normalize('NFKC').replaceAll(dashes, '-').toUpperCase());
}
