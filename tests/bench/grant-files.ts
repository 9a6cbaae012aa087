import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureGrantKey, grantKeyFiles } from '../../gateway/federation/remote/grant-key.ts';

/** The files of a key that grants are signed with. */
export interface GrantFiles {
  readonly secret: string;
  readonly public: string;
}

let made: GrantFiles | null = null;

/** One key for all subgraphs and whoever asks them, made when it is first needed. */
export function grantFiles(): GrantFiles {
  made ??= makeKey();
  return made;
}

function makeKey(): GrantFiles {
  const folder = mkdtempSync(join(tmpdir(), 'opintolupa-bench-grants-'));
  const key = ensureGrantKey(folder);
  if (!key.ok) throw new Error(key.problems.join('\n'));
  return { secret: join(folder, grantKeyFiles.secret), public: join(folder, grantKeyFiles.public) };
}
