import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { proseOf, readmes, root, textOf } from '../readme/shown-commands.ts';
import { currentReadme, generatedReadmes, renderedReadme } from '../readme.ts';

it('README.md is a page: 12 KB', () => {
  expect(Buffer.byteLength(textOf('README.md'))).toBeLessThanOrEqual(12 * 1024);
});

it.each(generatedReadmes)('%s shows tables and commands as the code has them (npm run readme)', (path) => {
  expect(currentReadme(path)).toBe(renderedReadme(path));
});

describe('the dependencies in gateway/README.md', () => {
  const text = currentReadme('gateway/README.md');
  const rows = text
    .slice(text.indexOf('## Dependencies'))
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const listed = rows.flatMap(([, names = '', licence = '', reason = '']) =>
    [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => ({ name, licence, reason })),
  );

  it('are all there, each with its reason, and no other', () => {
    const all = [...Object.keys(packageJson.dependencies), ...Object.keys(packageJson.devDependencies)];
    expect(listed.map(({ name }) => name).toSorted()).toEqual(all.toSorted());
    expect(listed.filter(({ reason }) => reason === '')).toEqual([]);
  });

  it('have the licence that the packages say they have', () => {
    const actual = listed.map(({ name }) => {
      const own: unknown = JSON.parse(readFileSync(`${root}/node_modules/${name}/package.json`, 'utf8'));
      return { name, licence: Reflect.get(Object(own), 'license') };
    });
    expect(listed.map(({ name, licence }) => ({ name, licence }))).toEqual(actual);
  });
});

/** The anchors of a page, as GitHub makes them of headings. */
function anchorsOf(text: string): ReadonlySet<string> {
  const headings = [...proseOf(text).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

/** What is wrong with where a link leads; null when nothing is. A page of the sandbox's is no file. */
function brokenLink(readme: string, target: string): string | null {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? readme : normalize(join(dirname(readme), path));
  if (!existsSync(`${root}/${file}`)) return target;
  if (anchor === undefined) return null;
  return file.endsWith('.md') && anchorsOf(textOf(file)).has(anchor) ? null : target;
}

describe.each(readmes)('%s', (readme) => {
  const text = textOf(readme);

  it('links to files, folders and headings that are there', () => {
    const targets = [...proseOf(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    const own = targets.filter((target) => !/^[a-z]+:/.test(target));
    expect(own.flatMap((target) => brokenLink(readme, target) ?? [])).toEqual([]);
  });

  it('names no command that does not exist', () => {
    const commands = [...text.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name = '']) => name);
    expect(commands.filter((name) => !Object.hasOwn(packageJson.scripts, name))).toEqual([]);
  });
});
