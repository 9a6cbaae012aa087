import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { currentReadme, renderedReadme } from '../readme.ts';

const readme = currentReadme();

it('shows the error codes and the fault matrix as the code has them (npm run readme)', () => {
  expect(readme).toBe(renderedReadme());
});

it('names every dependency with its reason, and no other', () => {
  const table = readme.slice(readme.indexOf('## Dependencies'), readme.indexOf('## Licence'));
  const named = [...table.matchAll(/`([@\w./-]+)`/g)].map(([, name]) => name);
  const all = [...Object.keys(packageJson.dependencies), ...Object.keys(packageJson.devDependencies)];
  expect(named.toSorted()).toEqual(all.toSorted());
});

it('names no file that is not there and no command that does not exist', () => {
  const files = [...readme.matchAll(/\]\(([\w./-]+)\)/g)].map(([, path = '']) => path);
  expect(files.filter((path) => !existsSync(new URL(`../../${path}`, import.meta.url)))).toEqual([]);
  const commands = [...readme.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name = '']) => name);
  expect(commands.filter((name) => !Object.hasOwn(packageJson.scripts, name))).toEqual([]);
});
