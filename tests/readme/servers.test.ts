import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import process from 'node:process';
import { describe, expect, it, vi } from 'vitest';
import { fetchAccessToken } from '../../mocks/issuer/issuer-client.ts';
import { sandboxSecrets } from '../../mocks/issuer/parties.ts';
import { neededPorts } from '../bench/options.ts';
import { takenPorts } from '../bench/ports.ts';
import { keepOutput } from '../test-output.ts';
import { freshFolder, shellEnvironment } from './fresh-folder.ts';

const taken = await takenPorts(neededPorts);
/** These listen on ports of their own: beside another sandbox on this machine they cannot be given, but in CI they must. */
const isRoom = taken.length === 0 || process.env.CI !== undefined;

const question = '{ student(oppijanumero: "1.2.246.562.24.00000009013") { studyRights { state } } }';

/** A command that listens until it is stopped. */
interface Listening {
  /** Waits until it has printed this, and gives what the pattern holds. Throws when it ends before. */
  readonly told: (pattern: RegExp) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Gives a command to a shell in a fresh folder; what it starts ends with it. */
function listen(command: string): Listening {
  const folder = freshFolder('readme-server');
  const child = spawn('bash', ['-c', command], {
    cwd: folder,
    env: { ...shellEnvironment, PORT: '0', OPS_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const closed = once(child, 'close');
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const told = (pattern: RegExp): Promise<string> => {
    const find = (): string => {
      const found = pattern.exec(printed);
      if (found === null && child.exitCode !== null) throw new Error(`“${command}” ended:\n${printed}`);
      return found?.[1] ?? found?.[0] ?? '';
    };
    return vi.waitUntil(find, { timeout: 90_000 });
  };
  const stop = async (): Promise<void> => {
    // All that the shell has started, also when the shell itself is gone.
    spawnSync('kill', ['-TERM', '--', `-${child.pid}`]);
    await closed;
    rmSync(folder, { recursive: true });
    keepOutput('readme-server', printed);
  };
  return { told, stop };
}

/** The state of the study rights of a persona, as a developer is told it. */
async function stateToldAt(graphqlUrl: string): Promise<unknown> {
  const secret = sandboxSecrets.developer ?? '';
  const asking = { client: 'developer', secret, purpose: undefined };
  const token = await fetchAccessToken('http://127.0.0.1:4106', asking);
  const response = await fetch(graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: question }),
  });
  return response.json();
}

const known = { data: { student: { studyRights: { state: 'KNOWN' } } } };

describe.skipIf(!isRoom)('a command that listens', { timeout: 120_000 }, () => {
  it.each([['npm start'], ['HOST=0.0.0.0 SANDBOX_HOSTS=192.0.2.7 npm start']])(
    'answers a first question: %s',
    async (command) => {
      const system = listen(command);
      try {
        const address = await system.told(/Opintolupa answers at (\S+)/);
        const url = address.replace('0.0.0.0', '127.0.0.1');
        await expect.poll(() => stateToldAt(url), { timeout: 60_000 }).toMatchObject(known);
      } finally {
        await system.stop();
      }
    },
  );
});
