import { isOppijanumero } from '../../subgraphs/registry/identifiers.ts';
import { childrenNamed, textsOf, type XmlNode, xmlTreeOf } from './xml-tree.ts';

/** What an answer of VIRTA's really holds for one person. */
export interface HeldByVirta {
  /** Whether there is a readable answer without a fault. */
  readonly isAnswer: boolean;
  /** The person's own student records, or the answer to a question about one person and one kind. */
  readonly own: readonly XmlNode[];
  /** Those of others, and of nobody in particular. */
  readonly others: readonly XmlNode[];
  /** Whether something there cannot be told to be anybody's, or stands where nothing should. */
  readonly mayMiss: boolean;
}

/** Who was asked about, whether by the operation for one person and one kind of record, and which lists are read. */
export interface VirtaQuestion {
  readonly personOids: readonly string[];
  readonly isSingle: boolean;
  readonly lists: ReadonlySet<string>;
}

const nothing: HeldByVirta = { isAnswer: false, own: [], others: [], mayMiss: true };

/** Reads an answer by another way than the gateway does: a whole tree, then by path. */
export function heldByVirta(
  body: string | null,
  { personOids, isSingle, lists }: VirtaQuestion,
): HeldByVirta {
  const root = body === null ? null : xmlTreeOf(body);
  const parts =
    root?.children.filter(({ name }) => name === 'Body').flatMap(({ children }) => children) ?? [];
  const [response, ...more] = parts;
  if (root === null || response === undefined || more.length > 0 || response.name === 'Fault') return nothing;
  if (isSingle) {
    const mayMiss = hasText([root, response, ...root.children, ...response.children]);
    return { isAnswer: true, own: [response], others: [], mayMiss };
  }
  const students = childrenNamed(response, 'Virta').flatMap((virta) => childrenNamed(virta, 'Opiskelija'));
  const owners = ownersOf(students);
  const own = students.filter((_, index) => personOids.includes(owners[index] ?? ''));
  return {
    isAnswer: true,
    own,
    others: students.filter((student) => !own.includes(student)),
    mayMiss:
      owners.includes(null) ||
      hasText([root, response, ...root.children, ...response.children, ...containersIn(own, lists)]),
  };
}

/** The records of a kind in student records. */
export function recordsIn(students: readonly XmlNode[], list: string, name: string): readonly XmlNode[] {
  return students
    .flatMap((student) => childrenNamed(student, list))
    .flatMap((all) => childrenNamed(all, name));
}

function containersIn(students: readonly XmlNode[], lists: ReadonlySet<string>): readonly XmlNode[] {
  return students.flatMap(({ children }) => children.filter(({ name }) => lists.has(name)));
}

/** Elements that hold elements only: text in one is something that was not understood. */
function hasText(nodes: readonly XmlNode[]): boolean {
  return nodes.some(({ name, text }) => name !== 'Header' && text !== '');
}

/** Whose each record is: by its one learner number, or by the one that another has beside the same code. */
function ownersOf(students: readonly XmlNode[]): readonly (string | null)[] {
  const named = students.map((student) => ({
    oids: [...new Set(textsOf(student, 'KansallinenOppijanumero'))],
    codes: [...new Set(textsOf(student, 'Henkilotunnus'))],
  }));
  const oidsBeside = (code: string): readonly string[] => {
    const beside = named.filter(
      ({ oids, codes }) => oids.length === 1 && codes.length === 1 && codes[0] === code,
    );
    return [...new Set(beside.flatMap(({ oids }) => oids.filter(isOppijanumero)))];
  };
  return named.map(({ oids, codes }) => {
    const [code, ...otherCodes] = codes;
    const candidates =
      oids.length > 0 || code === undefined || otherCodes.length > 0 ? oids : oidsBeside(code);
    const [oid, ...otherOids] = candidates;
    return oid !== undefined && otherOids.length === 0 && isOppijanumero(oid) ? oid : null;
  });
}
