const DIGITS_OF_PERSON = 11;
const DIGITS_OF_KOUTA = 20;

/** The OID of a synthetic person, by the number in its last node. */
export function personOid(number: number): string {
  return `1.2.246.562.24.${String(number).padStart(DIGITS_OF_PERSON, '0')}`;
}

/** The OID of an application, by the number in its last node. */
export function applicationOid(number: number): string {
  return `1.2.246.562.11.${String(number).padStart(DIGITS_OF_KOUTA, '0')}`;
}

/** The OID of an application round, an option or an implementation in kouta, by the number in its last node. */
export function koutaOid(kind: 'round' | 'option' | 'implementation', number: number): string {
  const arc = { round: 29, option: 20, implementation: 17 } as const;
  return `1.2.246.562.${arc[kind]}.${String(number).padStart(DIGITS_OF_KOUTA, '0')}`;
}

/** The OID of an application option of the old tarjonta, whose last node is shorter. */
export function tarjontaOid(number: number): string {
  return `1.2.246.562.20.${String(number).padStart(DIGITS_OF_PERSON, '0')}`;
}

/** The synthetic official who records fees. */
export const officialOid = personOid(9900);
