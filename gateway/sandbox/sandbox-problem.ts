import type { ErrorCode } from '../errors.ts';

/** Why the sandbox's controls cannot do what was asked, in words that whoever asked may see. */
export class SandboxProblem extends Error {
  override name = 'SandboxProblem';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
