import process from 'node:process';

/**
 * Runs something until nothing of it is under way. Rejections that are left to nobody must not end the test: graphql-js
 * leaves some, when an item of a list fails at once beside one that fails later, and no executor looks at promises deep in
 * a list that has failed.
 */
export async function ignoringRejections<Value>(run: () => Promise<Value>): Promise<Value> {
  const listeners = process.listeners('unhandledRejection');
  const ignore = () => undefined;
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', ignore);
  try {
    const value = await run();
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    return value;
  } finally {
    process.off('unhandledRejection', ignore);
    for (const listener of listeners) process.on('unhandledRejection', listener);
  }
}
