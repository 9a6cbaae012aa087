import { readFileSync } from 'node:fs';
import process from 'node:process';
import { formsOfCodesIn } from './forms.ts';
import { reportOf } from './scan.ts';

// Searches files for personal identity codes, such as what a test run printed: node tests/canaries/main.ts <file>…

const files = process.argv.slice(2).map((file) => ({ file, text: readFileSync(file, 'latin1') }));
const found = files.flatMap(({ file, text }) => formsOfCodesIn(text).map((form) => ({ file, form })));
const bytes = files.reduce((sum, { text }) => sum + text.length, 0);
process.stdout.write(`${reportOf({ files: files.length, bytes, found })}\n`);
process.exitCode = found.length === 0 && files.length > 0 ? 0 : 1;
