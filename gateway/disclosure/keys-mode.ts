import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KeysRefused } from './keys.ts';
import { type Mode, modeSchema } from './mode.ts';

const stampFile = 'mode';

/** Stamps a folder of keys with the mode of its first use. Throws `KeysRefused` when it is of the other one. */
export function stampKeys(folder: string, mode: Mode): void {
  if (mode === 'mock') mkdirSync(folder, { recursive: true, mode: 0o700 });
  // That they are missing is told by whoever loads them.
  if (!existsSync(folder)) return;
  const path = join(folder, stampFile);
  if (!existsSync(path)) writeStamp(path, mode);
  const stamped = modeSchema.safeParse(readFileSync(path, 'utf8').trim()).data;
  if (stamped === mode) return;
  throw new KeysRefused(
    `DISCLOSURE_KEYS: its file "${stampFile}" says that the keys are not of REGISTRIES=${mode}: name another folder`,
  );
}

function writeStamp(path: string, mode: Mode): void {
  try {
    writeFileSync(path, `${mode}\n`, { flag: 'wx', mode: 0o644 });
  } catch (error) {
    // Another gateway of the same deployment may have been quicker.
    if (existsSync(path)) return;
    throw new KeysRefused(
      `DISCLOSURE_KEYS: the folder cannot be written: put a file "${stampFile}" there that says ${mode}`,
      { cause: error },
    );
  }
}
