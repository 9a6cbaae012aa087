import { isMainThread } from 'node:worker_threads';
import { answerParent } from './parent.ts';
import { ownUsage } from './usage.ts';

// Loaded into every measured process before its own program, whoever's that is: all are measured in the same way.
// Node loads it into the process's threads as well, which are measured with it.
if (isMainThread) {
  answerParent({ usage: ownUsage });
  const end = (): never => process.exit(0);
  process.once('disconnect', end);
  if (!process.connected) end();
}
