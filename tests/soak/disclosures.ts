import { openLog, publicKeyIn } from '../../gateway/disclosure/command/opened.ts';
import { type Verification, verifyLog } from '../../gateway/disclosure/verify/verify-log.ts';

const ignore = (): void => undefined;

/** Verifies the log of a gateway with such an environment, which may still be running. */
export async function verifyLogOf(environment: Readonly<Record<string, string>>): Promise<Verification> {
  const { source, keysFolder } = await openLog(undefined, { environment, out: ignore, note: ignore });
  try {
    return await verifyLog(source, { publicKey: publicKeyIn(undefined, keysFolder), anchor: null });
  } finally {
    await source.close();
  }
}

/** What is wrong with a log after a load of which so many queries were answered, in words. */
export function problemsOfLog({ finding, accounts }: Verification, answered: number): readonly string[] {
  const { intents, unfinished } = accounts;
  return [
    ...(finding === null ? [] : [`the disclosure log: ${finding.fault} at ${finding.seq}`]),
    ...(unfinished > 0 ? [`${unfinished} requests without an outcome in the disclosure log`] : []),
    ...(intents < answered ? [`${answered} queries answered, ${intents} in the disclosure log`] : []),
  ];
}
