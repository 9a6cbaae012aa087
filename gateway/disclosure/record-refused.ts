import type { z } from 'zod';

/** A record that must not be stored; the message names the member and never its value. */
export class RecordRefused extends Error {
  override name = 'RecordRefused';

  constructor(member: string, problem: string) {
    super(`The record is refused: ${member}: ${problem}`);
  }
}

/** The refusal of a record by what its check found; `whole` is named where no member is at fault. */
export function refusedFor({ issues: [issue] }: z.ZodError, whole: string): RecordRefused {
  // Only the first part of the path: further ones may be keys, which are as free as values.
  return new RecordRefused(String(issue?.path[0] ?? whole), issue?.message ?? 'is not what it should be');
}
