import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { bundleFolder, bundlePath, entryName } from './bundle.ts';

// `npm ci` runs this: it bundles the explorer's app, and leaves a compressed copy beside each file.

const app = fileURLToPath(new URL('app/', import.meta.url));
// Its best takes three times as long for a fiftieth less.
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } };

await rm(bundleFolder, { recursive: true, force: true });
const vite = await import('vite').catch(() => null);
if (vite === null) {
  process.stdout.write('The explorer is not built: the development packages are not installed.\n');
} else {
  await mkdir(bundleFolder, { recursive: true });
  await vite.build({
    root: app,
    configFile: false,
    logLevel: 'error',
    base: bundlePath,
    resolve: {
      alias: { 'monaco-editor/esm/vs/editor/edcore.main.js': join(app, 'monaco.ts') },
    },
    // Nothing is inlined: the page's policy lets files of this origin in, and nothing else.
    build: {
      outDir: bundleFolder,
      emptyOutDir: true,
      manifest: true,
      assetsDir: '',
      assetsInlineLimit: 0,
      target: 'es2022',
      rollupOptions: { input: join(app, entryName) },
    },
    worker: { format: 'es' },
  });
  const names = await readdir(bundleFolder);
  await Promise.all(names.filter((name) => /\.(?:js|css|ttf)$/.test(name)).map(compress));
}

async function compress(name: string): Promise<void> {
  const path = join(bundleFolder, name);
  const content = await readFile(path);
  const [small, smaller] = await Promise.all([
    promisify(gzip)(content),
    promisify(brotliCompress)(content, brotli),
  ]);
  await Promise.all([writeFile(`${path}.gz`, small), writeFile(`${path}.br`, smaller)]);
}
