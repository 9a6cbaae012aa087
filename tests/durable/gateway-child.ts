import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { loadConfig } from '../../gateway/config.ts';
import type { Position } from '../../gateway/disclosure/chain.ts';
import { openRecording } from '../../gateway/disclosure/recording.ts';
import { createServer } from '../../gateway/server.ts';
import * as registries from '../../subgraphs/index.ts';

// The embedded gateway as `npm start` runs it, or, as a control, one that answers first and writes its log after.

const [mode = 'writes-first'] = process.argv.slice(2);
const lateMs = 10;

/** The recording of a gateway that does it wrong: what it says is in the log will be there a little later. */
const openLateRecording: typeof openRecording = async (config, tools) => {
  const recording = await openRecording(config, tools);
  const { log } = recording;
  const append: typeof log.append = async (records) => {
    void setTimeout(lateMs).then(() => log.append(records));
    return records.map((_, index): Position => ({ seq: index + 1, hash: 'not written yet' }));
  };
  return { ...recording, log: { ...log, append } };
};

const config = loadConfig(process.env, Object.values(registries));
const app = await createServer(config, mode === 'answers-first' ? openLateRecording : openRecording);
process.once('disconnect', () => process.exit(0));
process.send?.({ url: await app.listen({ host: '127.0.0.1', port: 0 }) });
