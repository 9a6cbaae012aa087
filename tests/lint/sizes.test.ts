import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const cwd = fileURLToPath(new URL('../..', import.meta.url));
const files = globSync(['{gateway,subgraphs,mocks}/**/*.{ts,tsx}', 'schema/*.ts'], { cwd });
const sizes = files
  .map((file) => ({ file, lines: readFileSync(`${cwd}/${file}`, 'utf8').trimEnd().split('\n').length }))
  .sort((a, b) => b.lines - a.lines);

describe('source files', () => {
  it('are there to be measured', () => {
    expect(files.length).toBeGreaterThan(50);
  });

  it('have 250 lines at most', () => {
    expect(sizes.filter(({ lines }) => lines > 250)).toEqual([]);
  });

  it('have 150 lines at most in 95 of 100', () => {
    const longer = sizes.filter(({ lines }) => lines > 150);
    expect(longer.length, JSON.stringify(longer)).toBeLessThanOrEqual(files.length * 0.05);
  });

  it('are named for what they hold, never for holding anything', () => {
    const vague = /^(utils?|helpers?|common|misc|types|shared|lib)\.ts$/;
    expect(files.filter((file) => vague.test(basename(file)))).toEqual([]);
    expect(files.filter((file) => /\/(utils?|helpers?|common|misc|types)\//.test(file))).toEqual([]);
  });
});
