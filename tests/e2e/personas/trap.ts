import type { System } from '../../system.ts';
import type { Desk, Student } from './answers.ts';

/** What a trap's check may look at. */
export interface Scene {
  readonly studentOf: (number: number) => Student;
  readonly desk: Desk;
  readonly system: System;
}

/** What a naive join gets wrong, by the name of the persona that shows it. */
export type Trap = readonly [name: string, check: (scene: Scene) => void | Promise<void>];

/** An answer as text, for what must or must not be anywhere in it. */
export function textOf(student: Student): string {
  return JSON.stringify(student);
}

/** A day, asked about for a first permit. */
export function onDay(on: string) {
  return { on, phase: 'FIRST_PERMIT' } as const;
}
