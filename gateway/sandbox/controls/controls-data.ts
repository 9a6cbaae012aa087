import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { consentRegistries } from '../../../subgraphs/registry/disclosed-as.ts';
import { callerKeys } from '../callers.ts';
import { localized } from '../localized.ts';

const controlsFile = z.strictObject({
  callers: z.array(z.strictObject({ key: z.enum(callerKeys), title: localized, about: localized })),
  consents: z.array(z.strictObject({ key: z.enum(consentRegistries), title: localized })),
  registries: z.array(
    z.strictObject({
      /** The name of its subgraph. */
      key: z.string(),
      /** How it talks, and so what can go wrong in it. */
      speaks: z.enum(['JSON', 'SOAP']),
      title: localized,
    }),
  ),
});

/** What the controls say of callers, consents and registries, in the order in which they are shown. */
export const controlsData = controlsFile.parse(
  JSON.parse(readFileSync(new URL('controls.json', import.meta.url), 'utf8')),
);
