import { existsSync, mkdirSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

const executablePath = '/usr/bin/chromium';
const folder = fileURLToPath(new URL('output/', import.meta.url));

/** Why there is nothing to test with; null when there is. In CI a missing browser is a failure, not a reason. */
export function reasonToSkip(): string | null {
  if (existsSync(executablePath) || process.env.CI !== undefined) return null;
  return `no ${executablePath} here: apt-get install chromium to run the tests in a browser`;
}

/** Starts the system's own Chromium, which asks nobody anything on its own. */
export function startBrowser(): Promise<Browser> {
  mkdirSync(folder, { recursive: true });
  const args = [
    ...['--no-sandbox', '--disable-gpu', '--no-first-run'],
    ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
  ];
  return chromium.launch({ executablePath, args });
}

/** Where a screenshot or a print is kept. */
export function outputPath(name: string): string {
  return `${folder}${name}`;
}

const triesOfLook = 3;

/**
 * Keeps what a page looks like, to be looked at. Chromium sometimes cannot capture a page that has just been drawn; then
 * it is asked again. Throws when it still cannot.
 */
export async function keepLook(page: Page, name: string, part: 'window' | 'page' = 'window'): Promise<void> {
  for (let left = triesOfLook - 1; left >= 0; left -= 1) {
    try {
      await page.screenshot({ path: outputPath(name), fullPage: part === 'page' });
      return;
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}
