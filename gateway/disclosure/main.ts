import process from 'node:process';
import { runDisclosuresCommand } from './command.ts';

process.exitCode = await runDisclosuresCommand(process.argv.slice(2), {
  environment: process.env,
  out: (line) => process.stdout.write(`${line}\n`),
  note: (line) => process.stderr.write(`${line}\n`),
});
