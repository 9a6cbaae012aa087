import process from 'node:process';
import { parseArgs } from 'node:util';
import { ensureGrantKey, grantKeyFiles } from './grant-key.ts';

const help = `Makes a key that the gateway signs grants to subgraphs with: npm run grant-key -- <folder>

In the folder are then ${grantKeyFiles.secret}, for GRANT_KEY_FILE of gateways alone, and ${grantKeyFiles.public}, for
GATEWAY_KEYS_FILE of subgraphs. A key that is there stays.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean', default: false } },
});
const [folder] = positionals;

if (values.help || folder === undefined) {
  process.stdout.write(`${help}\n`);
} else {
  const key = ensureGrantKey(folder);
  if (key.ok) process.stdout.write(`${folder} has the key\n`);
  else fail(key.problems.join('\n'));
}

function fail(problem: string): void {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
