import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { isPurpose } from '../../../subgraphs/registry/purpose.ts';
import { localized } from '../localized.ts';

/** Lanes of the picture, from left to right; whoever steers stands above the lanes. */
export const lanes = ['STUDENT', 'EDUCATION', 'REGISTRIES', 'GATEWAY', 'AUTHORITIES'] as const;
/** How a flow goes today. */
const todayKinds = ['CHANNEL', 'NONE'] as const;
/** What becomes of a flow with the gateway. */
const statuses = ['IMPLEMENTED', 'PARTLY', 'UNCHANGED', 'OUTSIDE', 'NOT_YET'] as const;

const actor = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/),
  lane: z.enum([...lanes, 'STEERING']),
  /** The lanes above which a steering actor stands, side by side. */
  steers: z.array(z.enum(lanes)).optional(),
  short: localized,
  name: localized,
  role: localized,
  responsibleFor: localized,
});
/** A way that data takes: from the first actor by the others to the last. It never turns back. */
const pathOf = <K extends readonly string[]>(kinds: K) =>
  z.strictObject({
    via: z.array(z.string()).min(2),
    kind: z.enum(kinds),
    bothWays: z.boolean().default(false),
  });
const operation = z.strictObject({
  client: z.enum(['migri', 'oph', 'vf']),
  purpose: z.string().refine(isPurpose, { error: 'must be a registered purpose' }),
  /** The persona who logs in, and the registries that the persona consents to; for a person service only. */
  person: z.string().optional(),
  consents: z.array(z.string()).default([]),
  /** What the answer shows. */
  shows: localized,
  query: z.array(z.string()).min(1),
  variables: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
});
const flow = z.strictObject({
  number: z.int().min(1),
  from: z.array(z.string()).min(1),
  to: z.array(z.string()).min(1),
  status: z.enum(statuses),
  label: localized,
  data: localized,
  trigger: localized,
  today: z.strictObject({ text: localized, paths: z.array(pathOf(todayKinds)).min(1) }),
  gateway: z.strictObject({ text: localized, paths: z.array(pathOf(statuses)).min(1) }),
  operation: operation.optional(),
});
const processFile = z.strictObject({ actors: z.array(actor), flows: z.array(flow) });

/** Somebody or something that takes part in the process. */
export type Actor = z.infer<typeof actor>;
/** A flow of data between actors, as it is today and with the gateway. */
export type Flow = z.infer<typeof flow>;
/** A query that whoever runs the sandbox can run. */
export type Operation = z.infer<typeof operation>;
/** How a flow goes. */
export type FlowKind = (typeof todayKinds)[number] | (typeof statuses)[number];
/** A way that data takes. */
export type FlowPath = {
  readonly via: readonly string[];
  readonly kind: FlowKind;
  readonly bothWays: boolean;
};

/** The process: everything that its page and its pictures say of it. */
export const processMap = processFile.parse(
  JSON.parse(readFileSync(new URL('process.json', import.meta.url), 'utf8')),
);

/** The two pictures of the process. */
export const views = ['today', 'gateway'] as const;

/** Which picture: the process of today, or with the gateway. */
export type View = (typeof views)[number];
