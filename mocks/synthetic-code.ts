const CHECK_CHARACTERS = '0123456789ABCDEFHJKLMNPRSTUVWXY';
const PATTERN = /^(\d{2})(\d{2})(\d{2})([-+A-FU-Y])(9\d{2})([0-9A-Y])$/;

/** The century signs in use, by the first two digits of the year of birth; the later ones since 2023. */
export const centurySigns = { 18: '+', 19: '-YXWVU', 20: 'ABCDEF' } as const;

/** What an artificial personal identity code is made of. */
export interface CodeParts {
  /** ISO date. */
  readonly birthDate: string;
  readonly sign: string;
  /** 900–999: never given to a real person. Odd for sex `1`, even for `2`. */
  readonly number: number;
}

/** The check character of `ddMMyyNNN`. The century sign is not part of it. */
export function checkCharacter(digits: string): string {
  return CHECK_CHARACTERS.charAt(Number(digits) % 31);
}

/** Makes an artificial personal identity code, and refuses to make one that a real person could have. */
export function syntheticCode({ birthDate, sign, number }: CodeParts): string {
  if (number < 900 || number > 999)
    throw new RangeError('an artificial code has an individual number of 900–999');
  if (sign.length !== 1 || !signsOf(birthDate).includes(sign))
    throw new RangeError(`${sign} is no sign of the century`);
  const day = birthDate.slice(8, 10) + birthDate.slice(5, 7) + birthDate.slice(2, 4);
  return `${day}${sign}${number}${checkCharacter(`${day}${number}`)}`;
}

/** The century signs that a birth date allows. */
export function signsOf(birthDate: string): string {
  const century = birthDate.slice(0, 2);
  if (century === '18') return centurySigns[18];
  return century === '19' ? centurySigns[19] : centurySigns[20];
}

/** Whether a code is an artificial one with a right check character. */
export function isSyntheticCode(code: string): boolean {
  const [, day, month, year, , number, check] = PATTERN.exec(code) ?? [];
  return number !== undefined && checkCharacter(`${day}${month}${year}${number}`) === check;
}

/** The birth date that a code tells, as an ISO date. */
export function birthDateOf(code: string): string {
  const [, day, month, year, sign] = PATTERN.exec(code) ?? [];
  if (sign === undefined) throw new RangeError('not an artificial personal identity code');
  const century = sign === '+' ? '18' : centurySigns[19].includes(sign) ? '19' : '20';
  return `${century}${year}-${month}-${day}`;
}

/** The sex that a code tells, as the registries derive it: odd is `1`, even is `2`. */
export function sexOf(code: string): '1' | '2' {
  return Number(code.charAt(9)) % 2 === 1 ? '1' : '2';
}
