import { loadConfig } from '../../gateway/config.ts';
import { openRecording } from '../../gateway/disclosure/recording.ts';
import { createServer } from '../../gateway/server.ts';
import * as registries from '../../subgraphs/index.ts';
import { tellParent } from './parent.ts';

// The control of the guard: a gateway that uses as much CPU again as it has used. The guard must find it out.
let marked = process.cpuUsage();

function useAsMuchAgain(): void {
  const used = spent(marked);
  const began = process.cpuUsage();
  while (spent(began) < used);
  marked = process.cpuUsage();
}

function spent(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return user + system;
}

const openRecordingOf: typeof openRecording = async (...given) => {
  const recording = await openRecording(...given);
  const { log } = recording;
  const append: typeof log.append = (records) => {
    useAsMuchAgain();
    return log.append(records);
  };
  return { ...recording, log: { ...log, append } };
};
const app = await createServer(loadConfig(process.env, Object.values(registries)), { openRecordingOf });
tellParent(`${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`);
