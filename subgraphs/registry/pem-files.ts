import { readFileSync, statSync } from 'node:fs';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import type { Loaded } from './loaded.ts';

/** A file that a variable names. */
export interface VariableFile {
  readonly variable: string;
  readonly path: string;
}

/** Reads a PEM file; a problem names the variable. */
export function readPem({ variable, path }: VariableFile): Loaded<Buffer> {
  try {
    return { ok: true, value: readFileSync(path) };
  } catch {
    return { ok: false, problems: [`${variable}: must be the path of a readable PEM file`] };
  }
}

/** What is wrong with a file for a secret that can be read: that others can read it too; nothing otherwise. */
export function secrecyProblems({ variable, path }: VariableFile): readonly string[] {
  return (statSync(path).mode & 0o077) === 0 ? [] : [`${variable}: must be readable by its owner alone`];
}

/** What is wrong with keys and certificates that were read: `variables` names whose they are. */
export function pairProblems(pair: SecureContextOptions, variables: string): readonly string[] {
  try {
    createSecureContext(pair);
    return [];
  } catch {
    return [`${variables}: must be PEM, and the key the certificate's own`];
  }
}
