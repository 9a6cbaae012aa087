import { flushCompileCache } from 'node:module';
import process from 'node:process';
import { loadConfig } from '../../gateway/config.ts';
import type { Position } from '../../gateway/disclosure/chain.ts';
import { openRecording } from '../../gateway/disclosure/recording.ts';
import { createServer } from '../../gateway/server.ts';
import * as registries from '../../subgraphs/index.ts';

/** How late the control writes what it has acknowledged. */
const lateMs = 40;

/**
 * The control: acknowledges every record at once and writes it later, as a gateway would that answers first. It must be
 * found out by whoever kills it.
 */
const answerFirst: typeof openRecording = async (...given) => {
  const recording = await openRecording(...given);
  const { log } = recording;
  return {
    ...recording,
    log: {
      ...log,
      append: async (records) => {
        setTimeout(() => void log.append(records).catch(() => undefined), lateMs);
        return records.map(acknowledged);
      },
      appendOutcomes: async (terms, portions) => {
        const people = [...portions].flat();
        setTimeout(() => void log.appendOutcomes(terms, [people]).catch(() => undefined), lateMs);
        return people.map(acknowledged);
      },
    },
  };
};

function acknowledged(_record: unknown, index: number): Position {
  return { seq: index + 1, hash: 'A'.repeat(43) };
}

const openRecordingOf = process.argv.includes('--answer-first') ? answerFirst : openRecording;
const app = await createServer(loadConfig(process.env, Object.values(registries)), { openRecordingOf });
const url = await app.listen({ host: '127.0.0.1', port: 0 });
// Who is killed writes no cache at its end, and the next would compile all again.
flushCompileCache();
process.send?.(url);
