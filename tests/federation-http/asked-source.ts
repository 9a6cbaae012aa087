import type { RequestAudit } from '../../gateway/disclosure/request/request-audit.ts';
import type { SubgraphSource } from '../../gateway/federation/data-source.ts';
import type { SubgraphQuestion, SubgraphReply } from '../../gateway/federation/execution/plan-run.ts';
import { type HttpSourceParts, httpDataSource } from '../../gateway/federation/remote/http-data-source.ts';
import { createContext } from '../../gateway/request-context.ts';
import { createClock } from '../../subgraphs/registry/clock.ts';
import type { FactRead } from '../../subgraphs/registry/fact-read.ts';
import { sandboxDeveloper } from '../grants.ts';

/** A warning that an operator reads. */
export interface Warning {
  readonly fields: Readonly<Record<string, string | number>>;
  readonly message: string;
}

/** A source that can be asked, with what it tells whom. */
export interface AskedSource {
  readonly ask: (question?: Partial<SubgraphQuestion>, circumstances?: Circumstances) => Promise<Asked>;
  readonly warnings: readonly Warning[];
  /** Lets time pass for the log. */
  readonly pass: (ms: number) => void;
  readonly close: SubgraphSource['close'];
}

/** What came of one question. */
export interface Asked {
  readonly requestId: string;
  /** Null when it failed. */
  readonly reply: SubgraphReply | null;
  /** What it failed with. */
  readonly error: unknown;
  readonly reads: readonly FactRead[];
}

/** Under which a question is asked. */
export interface Circumstances {
  readonly deadlineMs?: number;
  readonly clientGone?: AbortSignal;
}

const neverAborts = new AbortController().signal;
const intended: RequestAudit = {
  intend: () => undefined,
  mayAsk: async () => undefined,
  conclude: async () => null,
};

/** The source of a part called “part” at a URL. */
export function sourceAt(url: string, parts: Partial<HttpSourceParts> = {}): AskedSource {
  const warnings: Warning[] = [];
  let passed = 0;
  const source = httpDataSource('part', url, {
    log: { warn: (fields, message) => warnings.push({ fields, message }) },
    now: () => performance.now() + passed,
    studentReads: () => [],
    sign: async () => 'signed',
    tls: {},
    ...parts,
  });
  return {
    warnings,
    pass: (ms) => {
      passed += ms;
    },
    close: source.close,
    ask: async ({ query = '{ thing { id } }', variables = {} } = {}, circumstances = {}) => {
      const { deadlineMs = 30_000, clientGone = neverAborts } = circumstances;
      const budget = { clock: createClock(null), deadlineMs, isAlone: () => false };
      const context = createContext(
        { access: sandboxDeveloper, clientGone, isRegistered: false, spentOnReading: () => undefined },
        budget,
      );
      context.audit = intended;
      const { requestId } = context.request;
      const told = {
        requestId,
        get reads() {
          return context.reads.all();
        },
      };
      try {
        const reply = await source.ask({ query, variables }, context);
        return { ...told, reply, error: null };
      } catch (error) {
        return { ...told, reply: null, error };
      }
    },
  };
}
