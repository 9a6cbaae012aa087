import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Where the built app is kept: made by `npm ci`, not kept with the sources. */
export const bundleFolder = fileURLToPath(new URL('../../../dist/explorer/', import.meta.url));

/** Where its files are served. */
export const bundlePath = '/assets/explorer/';

/** The file that the app begins with. */
export const entryName = 'main.tsx';

/** What a page loads to run the app, and which files there are. */
export interface Bundle {
  readonly script: string;
  readonly styles: readonly string[];
  /** File names; each has its content's hash in it. */
  readonly files: ReadonlySet<string>;
}

const manifest = z.record(
  z.string(),
  z.object({ file: z.string(), css: z.array(z.string()).default([]) }).loose(),
);

/** Reads what was built: names only, no content. Null where nothing was built. */
export function readBundle(): Bundle | null {
  try {
    const text = readFileSync(`${bundleFolder}.vite/manifest.json`, 'utf8');
    const entry = manifest.parse(JSON.parse(text))[entryName];
    if (entry === undefined) return null;
    return { script: entry.file, styles: entry.css, files: new Set(readdirSync(bundleFolder)) };
  } catch {
    return null;
  }
}
