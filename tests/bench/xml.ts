import { z } from 'zod';
import type { Load } from './loads.ts';
import { startProcess } from './measured-process.ts';
import type { XmlResult } from './results.ts';

const spreadSchema = z.object({ median: z.number(), lower: z.number(), upper: z.number() });
const resultSchema = z.object({
  students: z.number(),
  bytes: z.number(),
  facts: spreadSchema,
  parsers: z.record(z.string(), spreadSchema),
});

/** Students in the answer that is read: as many as VIRTA takes in one question. */
const students = 200;

/** Measures, in a process of its own, how an answer of VIRTA's mock becomes facts, and how general parsers read it. */
export async function measureXml(
  loads: readonly Load[],
  progress: (line: string) => void,
): Promise<XmlResult> {
  const asked = loads.find(({ key }) => key === 'bulk-500')?.bodies[0] ?? '';
  const { oppijanumerot } = z
    .object({ variables: z.object({ oppijanumerot: z.array(z.string()) }) })
    .parse(JSON.parse(asked)).variables;
  const reader = await startProcess({
    name: 'XML readers',
    script: new URL('./xml-readers.ts', import.meta.url),
    arguments: oppijanumerot.slice(0, students),
  });
  const result = resultSchema.parse(await reader.ask('measure'));
  await reader.stop();
  progress(`XML of ${students} students to facts: ${result.facts.median.toFixed(1)} ms CPU`);
  return result;
}
