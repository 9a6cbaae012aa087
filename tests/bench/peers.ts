import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** What is measured besides the project's own packages is large, and nobody else needs it: it has a folder of its own. */
const folder = fileURLToPath(new URL('./peers/', import.meta.url));

/** Hive Gateway's command line. */
export const hiveCommand = pathToFileURL(
  join(folder, 'node_modules', '@graphql-hive', 'gateway', 'dist', 'bin.js'),
);

/** Installs Hive Gateway by its lock file, unless it is there. Throws when it cannot be installed. */
export async function installPeers(progress: (line: string) => void): Promise<void> {
  if (existsSync(hiveCommand)) return;
  progress('installing Hive Gateway, which only the benchmark needs (about 500 MB)');
  const npm = spawn('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: 'ignore',
  });
  const [code] = await once(npm, 'exit');
  if (code === 0 && existsSync(hiveCommand)) return;
  throw new Error(
    `Hive Gateway could not be installed: try "npm ci" in ${folder}, or leave it out by --contestants.`,
  );
}
