import { statSync } from 'node:fs';
import type { BrowserContext, Locator, Page, Request } from 'playwright-core';
import { z } from 'zod';
import { dialTexts, texts } from '../../gateway/sandbox/explorer/app/texts.ts';
import { bundleFolder, bundlePath } from '../../gateway/sandbox/explorer/bundle.ts';
import type { Language } from '../../gateway/sandbox/language.ts';
import type { OpenPage, PageTests } from './page-tests.ts';

/** The explorer in a window, used as a person would. */
export interface ExplorerPage extends OpenPage {
  /** A control of the bar, by what stands above it. */
  readonly control: (label: keyof typeof texts) => Locator;
  /** Chooses who asks, and waits for the credentials. */
  readonly askAs: (caller: string) => Promise<void>;
  /** Turns VIRTA's dial. */
  readonly turnVirta: (dial: keyof typeof dialTexts) => Promise<void>;
  /** Runs the query; gives what the status line says then. */
  readonly run: () => Promise<string>;
  /** The whole answer that is shown. */
  readonly answer: () => Promise<string>;
  /** What is written in the picture. */
  readonly picture: () => Promise<string>;
}

/** Opens the explorer and waits until it can be used. */
export async function openExplorer(
  open: PageTests['open'],
  [language, query = '']: readonly [language: Language, query?: string],
  options: Parameters<PageTests['open']>[1] = {},
): Promise<ExplorerPage> {
  const opened = await open(`/?lang=${language}${query}`, options);
  const { page } = opened;
  const runButton = page.getByRole('button', { name: texts.run[language], exact: true });
  const usable = () => page.locator('.run-query:enabled').waitFor();
  await usable();
  const control = (label: keyof typeof texts) => page.getByLabel(texts[label][language], { exact: true });
  return {
    ...opened,
    control,
    askAs: async (caller) => {
      const fetched = page.waitForResponse('**/sandbox/credentials');
      await control('caller').selectOption(caller);
      await fetched;
    },
    turnVirta: async (dial) => {
      const turned = page.waitForResponse('**/sandbox/dials/virta');
      await page.getByLabel('VIRTA', { exact: true }).selectOption({ label: dialTexts[dial][language] });
      await turned;
    },
    run: async () => {
      const answered = page.waitForResponse((response) => isQuery(response.request()));
      await runButton.click();
      await answered;
      const status = page.getByRole('status');
      await status.filter({ hasNotText: texts.running[language] }).waitFor();
      return status.innerText();
    },
    answer: () => answerIn(page),
    picture: () => page.locator('svg.data-flow').innerHTML(),
  };
}

/** Whether a request is a query that somebody ran, not the editor's own question about the schema. */
export function isQuery(request: Request): boolean {
  return request.url().endsWith('/graphql') && request.headers()['x-data-flow'] === 'include';
}

/** The editor draws the lines that are in sight only: what it holds is asked of it. */
async function answerIn(page: Page): Promise<string> {
  const script = `__MONACO.editor.getModels().find(({ uri }) => uri.path.endsWith('response.json')).getValue()`;
  return z.string().parse(await page.evaluate(script));
}

/** What was loaded in a window: the paths so far, and the bytes that all of it takes on the wire. */
export function countBytes(context: BrowserContext) {
  const finished = new Map<string, Request>();
  context.on('requestfinished', (request) => finished.set(new URL(request.url()).pathname, request));
  const sizeOf = async ([path, request]: readonly [string, Request]): Promise<number> => {
    const { responseBodySize, responseHeadersSize } = await request.sizes();
    // The browser does not tell how large a worker's file was: it is what lies there for whoever reads brotli.
    const file = path.startsWith(bundlePath) ? path.slice(bundlePath.length) : null;
    return (
      responseHeadersSize + (file === null ? responseBodySize : statSync(`${bundleFolder}${file}.br`).size)
    );
  };
  return {
    paths: () => [...finished.keys()].join(' '),
    bytes: async () => (await Promise.all([...finished].map(sizeOf))).reduce((sum, size) => sum + size, 0),
  };
}

/** What runs before the page: it notes shifts of the layout and breaches of the policy. */
export const watchPage = `
  globalThis.shifts = [];
  globalThis.breaches = [];
  new PerformanceObserver((list) => {
    for (const { hadRecentInput, value } of list.getEntries()) if (!hadRecentInput) shifts.push(value);
  }).observe({ type: 'layout-shift', buffered: true });
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    breaches.push(violatedDirective + ' ' + blockedURI));
`;
