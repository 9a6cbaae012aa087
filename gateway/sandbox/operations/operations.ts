import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { consentRegistries } from '../../../subgraphs/registry/disclosed-as.ts';
import { type CallerKey, callerKeys, callerTerms } from '../callers.ts';
import type { Text } from '../language.ts';
import { localized } from '../localized.ts';
import { type Flow, processMap } from '../process/process-data.ts';

/** A query that is ready to be run, and who runs it. */
export interface ReadyOperation {
  readonly key: string;
  readonly title: Text;
  /** What it shows. */
  readonly about: Text;
  readonly caller: CallerKey;
  /** Registries that the person consents to; for a student only. */
  readonly consents: readonly string[];
  /** The persona who logs in, unless another is chosen; for a student only. */
  readonly person: string | null;
  /** With comments: it is what a newcomer reads first. */
  readonly document: string;
  /** `{oppijanumero}` stands where the chosen person's number goes. */
  readonly variables: Readonly<Record<string, string | readonly string[]>>;
}

const operationsFile = z.array(
  z.strictObject({
    key: z.string().regex(/^[a-z-]+$/),
    title: localized,
    about: localized,
    caller: z.enum(callerKeys),
    consents: z.array(z.enum(consentRegistries)),
    person: z.string().nullable(),
    /** The name of the file, without its ending. */
    document: z.string().regex(/^[a-z-]+$/),
    variables: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  }),
);

const ofTasks = operationsFile
  .parse(JSON.parse(textOf('operations.json')))
  .map((operation) => ({ ...operation, document: textOf(`${operation.document}.graphql`) }));

/** The operations of the tasks, then those of the process's flows. */
export const operations: readonly ReadyOperation[] = [...ofTasks, ...processMap.flows.flatMap(ofFlow)];

function ofFlow({ number, label, operation }: Flow): readonly ReadyOperation[] {
  if (operation === undefined) return [];
  const { client, purpose, shows, person = null, consents, query, variables } = operation;
  const caller = callerKeys.find(
    (key) => callerTerms[key].client === client && callerTerms[key].purpose === purpose,
  );
  if (caller === undefined) throw new Error(`Nobody in the sandbox asks the query of flow ${number}`);
  const title = withoutSoftHyphens(label);
  const document = `${query.join('\n')}\n`;
  return [{ key: `flow-${number}`, title, about: shows, caller, consents, person, document, variables }];
}

function withoutSoftHyphens({ fi, sv, en }: Text): Text {
  const plain = (text: string) => text.replaceAll('\u00ad', '');
  return { fi: plain(fi), sv: plain(sv), en: plain(en) };
}

function textOf(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}
