import { readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mocks/registry-server.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { issuerUrl } from '../sandbox-access.ts';
import { environmentOfMocks, startGateway, startMocks } from '../system.ts';
import { keepOutput } from '../test-output.ts';
import { freshFolder } from './fresh-folder.ts';
import { giveInTurn } from './shell.ts';
import { blocksIn, inlineCommands, readmes, root, shownCommands, textOf } from './shown-commands.ts';
import { testedElsewhere } from './tested-elsewhere.ts';

const today = '2026-11-24';
const elsewhere = new Set(testedElsewhere.map(({ command }) => command));
const folder = freshFolder('readme');

let gateway: Awaited<ReturnType<typeof startGateway>>;
let mocks: readonly RunningMock[];

// One gateway with the sandbox's own settings, its files where `npm start` has them in the folder.
beforeAll(async () => {
  ({ mocks } = await startMocks({ today }));
  gateway = await startGateway({
    ...environmentOfMocks(mocks),
    TODAY: today,
    CLIENTS_FILE: '',
    DISCLOSURE_LOG: `sqlite:${folder}/data/disclosures.sqlite`,
    DISCLOSURE_KEYS: `${folder}/data/keys`,
  });
});
afterAll(async () => {
  await gateway.close();
  await Promise.all(mocks.map((mock) => mock.close()));
  rmSync(folder, { recursive: true });
});

/** The command for this gateway and these mocks, which have free ports where the usual ones are written. */
function onFreePorts(command: string): string {
  return command
    .replaceAll('http://localhost:4000', gateway.url)
    .replace(/run -s faults -- (?!list|--)(\w+)/, (words, name) => {
      const mock = mocks.find((one) => one.name === name);
      return mock === undefined ? words : `${words} --port ${new URL(mock.url).port}`;
    });
}

/** An answer as a README shows it: cut texts, and times, stand for any. */
function shapeOf(shown: string): unknown {
  return JSON.parse(shown, (_key, value) => {
    const isAny = typeof value === 'string' && /…$|^\d{4}-\d\d-\d\dT/.test(value);
    return isAny ? expect.any(String) : value;
  });
}

describe.each(readmes)('%s', (readme) => {
  const text = textOf(readme);
  const shown = shownCommands(text);
  const here = shown.filter(({ command }) => !elsewhere.has(command));

  it.runIf(here.length > 0)(
    'shows commands that end well, and answers as they come',
    async () => {
      const environment = { ISSUER_URL: await issuerUrl() };
      const commands = here.map(({ command }) => onFreePorts(command));
      const given = await giveInTurn(commands, { folder, environment });
      for (const [index, { failed, printed }] of given.entries()) {
        const { command = '', answer = null } = here[index] ?? {};
        keepOutput('readme', printed);
        expect({ command, failed, printed }).toEqual({ command, failed: false, printed });
        if (command.startsWith('curl') && printed !== '')
          expect(JSON.parse(printed)).not.toHaveProperty('errors');
        if (answer !== null) expect(JSON.parse(printed)).toEqual(shapeOf(answer));
      }
    },
    120_000,
  );

  it('has no command in other places than in blocks of shell', () => {
    const others = blocksIn(text).filter(({ language }) => !/^(?:sh|bash)$/.test(language));
    expect(others.filter(({ lines }) => /^(?:\$ )?(?:npm|npx|node|curl)\s/m.test(lines))).toEqual([]);
    const known = new Set([
      ...readmes.flatMap((one) => shownCommands(textOf(one)).map(({ command }) => command)),
    ]);
    const untested = inlineCommands(text).filter((command) => !known.has(command) && !elsewhere.has(command));
    expect(untested).toEqual([]);
  });
});

describe('a command that is tested elsewhere', () => {
  const all = readmes.flatMap((readme) => [
    ...shownCommands(textOf(readme)).map(({ command }) => command),
    ...inlineCommands(textOf(readme)),
  ]);

  it.each(testedElsewhere)('is shown, and tested there: $command', ({ command, by }) => {
    expect(all).toContain(command);
    const [, name = ''] = /\b(?:npm run (?:-s )?|npm |npx )([\w:]+)/.exec(command) ?? [];
    expect(readFileSync(`${root}/${by}`, 'utf8')).toContain(name);
    if (/npm (?:run|start|test)/.test(command)) expect(Object.keys(packageJson.scripts)).toContain(name);
  });
});

/** Scripts that tell how they are used. */
const helpful = [
  'start',
  'subgraph',
  'grant-key',
  'mock',
  'faults',
  'disclosures',
  'data-flow',
  'token',
  'bench',
  'attacks',
  'soak',
  'findings',
] as const satisfies readonly (keyof typeof packageJson.scripts)[];

describe('npm run', () => {
  it.each(helpful)('%s helps whoever asks', async (script) => {
    const command = `npm run -s ${script} -- --help`;
    const [given] = await giveInTurn([command], { folder, environment: {} });
    expect(given).toEqual({ failed: false, printed: expect.stringMatching(/--help|npm run/) });
  });
});
