import process from 'node:process';
import { runFaultsCommand } from './faults/command.ts';

process.exitCode = await runFaultsCommand(process.argv.slice(2), process.stdout, process.stderr);
