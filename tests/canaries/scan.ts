import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { openSource } from '../../gateway/disclosure/store/open-source.ts';
import { type Form, formsOfCodesIn } from './forms.ts';

/** What a search brought; it says where, and never what. */
export interface Scan {
  readonly files: number;
  readonly bytes: number;
  /** A file, `(export)` behind a log whose records were read one by one, and the form of what was found in it. */
  readonly found: readonly { readonly file: string; readonly form: Form }[];
}

const chunkBytes = 4 * 1024 * 1024;
/** What a code may have around it in any form, so that none is lost between two chunks. */
const overlapBytes = 1024;

/** Searches all files in a folder for personal identity codes; disclosure logs also record by record. */
export async function scanFolder(folder: string): Promise<Scan> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const found: { file: string; form: Form }[] = [];
  let bytes = 0;
  for (const path of files) {
    const file = relative(folder, path);
    bytes += statSync(path).size;
    for (const form of formsInFile(path)) found.push({ file, form });
    // In the file itself a page may end in the middle of a code.
    if (path.endsWith('.sqlite'))
      for (const form of await formsInLog(path)) found.push({ file: `${file} (export)`, form });
  }
  return { files: files.length, bytes, found };
}

/** A search as one line, and one for each thing found. */
export function reportOf({ files, bytes, found }: Scan): string {
  const places = [...new Set(found.map(({ file, form }) => `  ${form} in ${file}`))];
  return [`canaries: ${files} files, ${bytes} bytes scanned, ${found.length} found`, ...places].join('\n');
}

function formsInFile(path: string): ReadonlySet<Form> {
  const forms = new Set<Form>();
  const chunk = Buffer.alloc(chunkBytes + overlapBytes);
  const file = openSync(path, 'r');
  try {
    for (let position = 0; ; position += chunkBytes) {
      const length = readSync(file, chunk, 0, chunk.length, position);
      for (const form of formsOfCodesIn(chunk.toString('latin1', 0, length))) forms.add(form);
      if (length < chunk.length) return forms;
    }
  } finally {
    closeSync(file);
  }
}

async function formsInLog(path: string): Promise<ReadonlySet<Form>> {
  const forms = new Set<Form>();
  // Tests break logs on purpose; of such a file its bytes alone are searched.
  const source = await openSource({ kind: 'sqlite', path }).catch(() => null);
  if (source === null) return forms;
  try {
    for await (const page of source.find({})) {
      for (const form of formsOfCodesIn(page.map(({ body }) => body).join('\n'))) forms.add(form);
    }
    for (const form of formsOfCodesIn((await source.checkpoints()).join('\n'))) forms.add(form);
  } catch {
    return forms;
  } finally {
    await source.close();
  }
  return forms;
}
