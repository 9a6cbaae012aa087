import process from 'node:process';
import { text } from 'node:stream/consumers';
import { runDataFlowCommand } from './command.ts';

process.exitCode = await runDataFlowCommand(process.argv.slice(2), {
  read: () => text(process.stdin),
  out: (line) => process.stdout.write(`${line}\n`),
  note: (line) => process.stderr.write(`${line}\n`),
});
