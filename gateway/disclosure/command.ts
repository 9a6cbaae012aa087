import { checkReceiptCommand } from './command/check-receipt.ts';
import { exportCommand } from './command/export.ts';
import { showCommand } from './command/show.ts';
import { CommandRefused, type Terminal } from './command/terminal.ts';
import { verifyCommand } from './command/verify.ts';
import { StoreRefused } from './store/store.ts';

const help = `The disclosure log, also while a gateway writes it.

  npm run -s disclosures -- verify [--file EXPORT] [--anchor FILE] [--key FILE]
      checks chain, numbers, checkpoints and starts, and names the first thing that is wrong
  npm run -s disclosures -- show [--person N] [--client C] [--since T] [--until T] [--json]
      who was given what: by person, by client, from one moment (ISO, UTC) to before another
  npm run -s disclosures -- export FILE
      writes the log as lines of JSON
  npm run -s disclosures -- check-receipt ANSWER.json [--file EXPORT] [--key FILE]
      holds an answer with its receipt against the log

  --file EXPORT   reads an exported log instead
  --anchor FILE   the checkpoints outside the store; default: checkpoints.jsonl beside the log (a database's: the keys)
  --key FILE      the log's public key; default: disclosure-signing.pub.pem in DISCLOSURE_KEYS

  DISCLOSURE_LOG   sqlite:<path> or a postgresql:// URL; default sqlite:data/disclosures.sqlite
  DISCLOSURE_KEYS  the folder of keys; default data/keys

Exits with 0 when all is well, and with 1 when something is wrong or could not be done.`;

const commands: Readonly<Record<string, (words: readonly string[], terminal: Terminal) => Promise<boolean>>> =
  {
    verify: verifyCommand,
    show: showCommand,
    export: exportCommand,
    'check-receipt': checkReceiptCommand,
  };

/** Runs `disclosures` with these words; gives the exit code. */
export async function runDisclosuresCommand(words: readonly string[], terminal: Terminal): Promise<number> {
  const [name = '--help', ...rest] = words;
  if (words.includes('--help')) {
    terminal.out(help);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    terminal.note(help);
    return 1;
  }
  try {
    return (await command(rest, terminal)) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof CommandRefused || error instanceof StoreRefused)) throw error;
    terminal.note(error.message);
    return 1;
  }
}
