import process from 'node:process';
import { runTokenCommand } from './issuer/command.ts';

process.exitCode = await runTokenCommand(
  process.argv.slice(2),
  process.env.ISSUER_URL ?? 'http://127.0.0.1:4106',
  { out: process.stdout, errors: process.stderr },
);
