import { serverCommands } from '../readme.ts';
import { shownCommands } from './shown-commands.ts';

/** A command that is not given along with the others. */
export interface Elsewhere {
  readonly command: string;
  /** Why it is not. */
  readonly why: string;
  /** What tests it instead: a file that names it, or its script. */
  readonly by: string;
}

const starts = 'it listens until it is stopped, some of it on ports of its own';
const long = 'it measures for minutes; its `--help` is asked for, and what it measures by has tests';
const onlyHelp = 'it measures for minutes; its `--help` is asked for';
const writes = 'it writes files of the project';

/** Every command of a README that is not given in tests/readme/commands.test.ts. */
export const testedElsewhere: readonly Elsewhere[] = [
  { command: 'npm ci', why: 'it installs what the tests run on', by: '.ci/run' },
  { command: 'npm test', why: 'it is what runs this', by: '.ci/run' },
  { command: 'npx vitest run tests/rules', why: 'it runs tests', by: 'package.json' },
  { command: 'npm run check', why: '`npm test` begins with it', by: 'package.json' },
  { command: 'npm start', why: starts, by: 'tests/readme/servers.test.ts' },
  {
    command: 'HOST=0.0.0.0 SANDBOX_HOSTS=192.0.2.7 npm start',
    why: starts,
    by: 'tests/readme/servers.test.ts',
  },
  ...shownCommands(serverCommands()).map(({ command }) => ({
    command,
    why: starts,
    by: 'tests/system.ts',
  })),
  { command: 'npm run mock', why: starts, by: 'tests/readme/servers.test.ts' },
  { command: 'npm run mock -- virta', why: starts, by: 'tests/readme/servers.test.ts' },
  { command: 'npm run subgraph -- virta', why: starts, by: 'tests/system.ts' },
  { command: 'npm run test:fast', why: 'it runs tests', by: 'package.json' },
  { command: 'npm run compose', why: writes, by: 'tests/schema/inputs.test.ts' },
  { command: 'npm run readme', why: writes, by: 'tests/unit/readme.test.ts' },
  { command: 'npm run bench', why: long, by: 'tests/e2e/bench-parity.test.ts' },
  {
    command: 'npm run bench -- --only one,bulk-500 --contestants embedded,aggregator',
    why: long,
    by: 'tests/e2e/bench-parity.test.ts',
  },
  { command: 'npm run bench:baseline', why: writes, by: 'tests/bench/guard.test.ts' },
  { command: 'npm run soak', why: long, by: 'tests/soak/soak.test.ts' },
  { command: 'npm run attacks', why: onlyHelp, by: 'tests/readme/commands.test.ts' },
  { command: 'npm run findings', why: long, by: 'tests/findings/findings.test.ts' },
  { command: 'npm run findings -- --code FOLDER', why: long, by: 'tests/findings/findings.test.ts' },
];
