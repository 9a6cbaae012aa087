import { p04, p05, p10 } from './admitted.ts';
import { p12, p12b, p13 } from './away.ts';
import { p01, p01b, p02, p02b } from './exempt.ts';
import { p07, p11 } from './moving.ts';
import { p08, p08b, p09, p15, p15x } from './outside.ts';
import { p00, p03, p03b, p14 } from './paying.ts';
import type { Expected } from './registered.ts';
import { p06 } from './two-places.ts';

/** What an officer must be told of a persona, asked by the last node of a number. */
export interface Persona {
  readonly id: string;
  readonly number: number;
  readonly code: 'FOUND' | 'NOT_IDENTIFIED' | 'NOT_LINKED';
  readonly student: Expected;
}

const found = (id: string, number: number, student: Expected): Persona => ({
  id,
  number,
  code: 'FOUND',
  student,
});

/** Every persona and variant; P11 by either of its numbers. */
export const personas: readonly Persona[] = [
  found('P00', 9000, p00),
  found('P01', 9001, p01),
  found('P01b', 9201, p01b),
  found('P02', 9002, p02),
  found('P02b', 9202, p02b),
  found('P03', 9003, p03),
  found('P03b', 9203, p03b),
  found('P04', 9004, p04),
  found('P05', 9005, p05),
  found('P06', 9006, p06),
  found('P07', 9007, p07),
  { id: 'P08', number: 9008, code: 'NOT_LINKED', student: p08 },
  found('P08b', 9208, p08b),
  found('P09', 9009, p09),
  found('P10', 9010, p10),
  found('P11', 9011, p11),
  found('P11 by its merged number', 9111, p11),
  found('P12', 9012, p12),
  found('P12b', 9212, p12b),
  found('P13', 9013, p13),
  found('P14', 9014, p14),
  { id: 'P15', number: 9015, code: 'NOT_IDENTIFIED', student: p15 },
  { id: 'P15-2', number: 9115, code: 'NOT_IDENTIFIED', student: p15 },
  found('P15x', 9215, p15x),
];
