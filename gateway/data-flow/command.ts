import { parseArgs } from 'node:util';
import { languages } from '../sandbox/language.ts';
import type { DataFlow } from './data-flow.ts';
import { pictureOf } from './picture/picture.ts';

const help = `Draws what happened in a query: npm run -s data-flow -- [options] <answer.json >picture.svg

  answer.json      an answer of a sandbox to a request with the header X-Data-Flow: include
  --lang fi|sv|en  the language of the picture; en unless told
  --help           this text`;

/** Where the command reads and writes. */
export interface Streams {
  readonly read: () => Promise<string>;
  readonly out: (text: string) => void;
  readonly note: (text: string) => void;
}

/** Runs `data-flow` with these words; gives the exit code. */
export async function runDataFlowCommand(words: readonly string[], streams: Streams): Promise<number> {
  const refuse = (why: string): number => {
    streams.note(`${why}\n\n${help}`);
    return 1;
  };
  const options = optionsIn(words);
  if (options === null) return refuse('There is no such option.');
  if (options.help) {
    streams.out(help);
    return 0;
  }
  const language = languages.find((one) => one === options.lang);
  if (language === undefined) return refuse(`--lang is one of ${languages.join(', ')}.`);
  const flow = flowIn(await streams.read());
  if (flow === null) return refuse('The input is no answer with extensions.dataFlow.');
  streams.out(pictureOf(flow, language));
  return 0;
}

function optionsIn(words: readonly string[]): { readonly lang: string; readonly help: boolean } | null {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        lang: { type: 'string', default: 'en' },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch {
    return null;
  }
}

function flowIn(text: string): DataFlow | null {
  try {
    const answer: unknown = JSON.parse(text);
    const flow = propertyOf(propertyOf(answer, 'extensions'), 'dataFlow');
    return isDataFlow(flow) ? flow : null;
  } catch {
    return null;
  }
}

const lists = ['fetches', 'calls', 'facts', 'denied', 'withheld', 'criticalPath'];

/** By its version, which names the whole form, and its outline. */
function isDataFlow(value: unknown): value is DataFlow {
  const isOutlined = lists.every((name) => Array.isArray(propertyOf(value, name)));
  return isOutlined && propertyOf(value, 'version') === 1 && typeof propertyOf(value, 'asked') === 'object';
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
