import { XMLParser } from 'fast-xml-parser';
import { Parser as HtmlParser } from 'htmlparser2';
import { SaxesParser } from 'saxes';
import { createTools, environmentOf, sharedEnvironment } from '../../subgraphs/registry/settings.ts';
import { environment } from '../../subgraphs/virta/config.ts';
import { listOperation, type RecordKind } from '../../subgraphs/virta/contract.ts';
import { requestOf } from '../../subgraphs/virta/envelope.ts';
import { mergedRecords } from '../../subgraphs/virta/merged-records.ts';
import { groupByOid } from '../../subgraphs/virta/person-records.ts';
import { foundIn } from '../../subgraphs/virta/reply.ts';
import { factsOf } from './aggregator/study-facts.ts';
import { spreadOf } from './figures.ts';
import { answerParent, tellParent } from './parent.ts';

// Reads one answer of VIRTA's mock again and again: into facts, as the gateway does, and with parsers of npm that call
// back for each element or build their tree, with nothing done to what they find.
const ids = process.argv.slice(2);
const settings = environment.parse(environmentOf('virta', { REGISTRIES: 'mock' }, {}));
const { tools } = createTools(sharedEnvironment.parse({}));
const caller = { system: settings.VIRTA_SYSTEM, user: settings.VIRTA_USER, key: settings.VIRTA_KEY };
const reply = await fetch(settings.VIRTA_URL, {
  method: 'POST',
  headers: { 'content-type': 'text/xml; charset=UTF-8', accept: 'text/xml', soapaction: '""' },
  body: requestOf(listOperation, caller, ids),
});
const xml = await reply.text();
const surroundings = { institutions: tools.institutions, today: tools.clock.today() };
const kinds = new Set<RecordKind>(['rights', 'registrations', 'attainments']);

function toFacts(): void {
  const { status } = reply;
  const now = new Date();
  const times = { observedAt: now.toISOString(), now };
  const headers = { 'content-type': 'text/xml; charset=UTF-8' };
  const answer = foundIn({ status, headers, text: xml }, { operation: listOperation, kinds }, times);
  if (!answer.answered || answer.value === 'VALIDATION_ERROR') throw new Error('VIRTA did not answer');
  const { byOid, unattributed } = groupByOid(answer.value);
  for (const students of byOid.values())
    factsOf(mergedRecords(students, unattributed), times.observedAt, surroundings);
}

const parsers: Readonly<Record<string, () => void>> = {
  saxes: () => {
    const parser = new SaxesParser({ position: false });
    parser.on('opentag', ignore);
    parser.write(xml).close();
  },
  htmlparser2: () => new HtmlParser({ onopentag: ignore }, { xmlMode: true }).end(xml),
  'fast-xml-parser': () => void new XMLParser({ ignoreAttributes: false }).parse(xml),
};

function ignore(): void {}

const warmUps = 10;
const rounds = 15;
const timesInRound = 3;

/** CPU milliseconds of each reader for one answer, in turns. */
function measure() {
  const readers = { facts: toFacts, ...parsers };
  const taken = new Map(Object.keys(readers).map((name): [string, number[]] => [name, []]));
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const [name, read] of Object.entries(readers)) {
      const before = process.cpuUsage();
      for (let time = 0; time < timesInRound; time += 1) read();
      const { user, system } = process.cpuUsage(before);
      if (round >= 0) taken.get(name)?.push((user + system) / 1000 / timesInRound);
    }
  }
  const { facts, ...others } = Object.fromEntries(
    [...taken].map(([name, values]) => [name, spreadOf(values)]),
  );
  return { students: ids.length, bytes: Buffer.byteLength(xml), facts, parsers: others };
}

answerParent({ measure });
tellParent('');
