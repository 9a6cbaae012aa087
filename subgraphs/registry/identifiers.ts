const oppijanumeroPattern = /^1\.2\.246\.562\.(?:24|98|198|298)\.\d{11}$/;

/** Whether a text has the shape of a learner number or person OID. The check digit is not looked at: hand-made numbers in use break it. */
export function isOppijanumero(text: string): boolean {
  return oppijanumeroPattern.test(text);
}

const codePattern = /^(\d{2})(\d{2})(\d{2})([-+A-FU-Y])(\d{3})([0-9A-FHJ-NPR-Y])$/;
const checkCharacters = '0123456789ABCDEFHJKLMNPRSTUVWXY';
const centuryOf: Readonly<Record<string, string>> = {
  '+': '18',
  '-': '19',
  ...Object.fromEntries(Array.from('UVWXY', (sign) => [sign, '19'])),
  ...Object.fromEntries(Array.from('ABCDEF', (sign) => [sign, '20'])),
};

/**
 * Whether a text is a Finnish personal identity code: all century signs, those of 2023 included, an existing date and
 * a right check character. Individual numbers 900–999 (artificial and temporary codes) are accepted.
 */
export function isPersonalIdentityCode(text: string): boolean {
  const match = codePattern.exec(text);
  if (match === null) return false;
  const [, day = '', month = '', year = '', sign = '', individual = '', check] = match;
  if (individual < '002') return false;
  const date = `${centuryOf[sign]}${year}-${month}-${day}`;
  const expected = checkCharacters[Number(`${day}${month}${year}${individual}`) % 31];
  return isDay(date) && check === expected;
}

/** Whether a text is an existing calendar day, `yyyy-MM-dd`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}
