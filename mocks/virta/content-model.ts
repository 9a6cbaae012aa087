import { LUKU_NAMESPACE } from './namespaces.ts';
import type { XmlElement } from './xml-element.ts';

/** Text of a simple type: tells what is wrong with a value, or null. */
export interface TextContent {
  readonly kind: 'text';
  readonly problemOf: (value: string) => string | null;
}

/** Child elements in a fixed order. */
export interface ElementContent {
  readonly kind: 'elements';
  readonly slots: readonly Slot[];
}

/** A place in a sequence: one of some elements, which may repeat. */
export interface Slot {
  readonly choices: ReadonlyMap<string, Content>;
  readonly atLeast: 0 | 1;
  readonly atMost: number;
}

/** What the schema says that an element may hold. */
export type Content = TextContent | ElementContent;

/** What an XML schema validator would say of an element, in the style of Xerces; empty when it is valid. */
export function problemsOf(element: XmlElement, content: Content): readonly string[] {
  const attributes = element.attributes.map(
    (name) => `cvc-complex-type.3.2.2: Attribute '${name}' is not allowed in element '${element.local}'.`,
  );
  return [
    ...attributes,
    ...(content.kind === 'text' ? textProblems(element, content) : childProblems(element, content.slots)),
  ];
}

function textProblems(element: XmlElement, content: TextContent): readonly string[] {
  if (element.children.length > 0) {
    return [`cvc-type.3.1.2: Element '${element.local}' is of a simple type and takes no child elements.`];
  }
  const problem = content.problemOf(element.text);
  if (problem === null) return [];
  return [problem, `cvc-type.3.1.3: The value '${element.text}' of element '${element.local}' is not valid.`];
}

function childProblems(element: XmlElement, slots: readonly Slot[]): readonly string[] {
  const mixed = `cvc-complex-type.2.3: Element '${element.local}' takes child elements only, no text.`;
  const problems = element.text.trim() === '' ? [] : [mixed];
  let rest = element.children;
  for (const slot of slots) {
    const content = contentOfFirst(rest, slot);
    if (content === undefined) {
      if (slot.atLeast === 0) continue;
      // Like Xerces, look no further in a sequence that has gone astray.
      return [...problems, missing(element, rest, slot)];
    }
    const run = runOf(rest, slot.atMost);
    problems.push(...run.flatMap((child) => problemsOf(child, content)));
    rest = rest.slice(run.length);
  }
  return [...problems, ...rest.slice(0, 1).map(superfluous)];
}

function contentOfFirst([first]: readonly XmlElement[], { choices }: Slot): Content | undefined {
  return first?.uri === LUKU_NAMESPACE ? choices.get(first.local) : undefined;
}

/** The leading elements of one name. */
function runOf(children: readonly XmlElement[], atMost: number): readonly XmlElement[] {
  const [first] = children;
  const end = children.findIndex(({ uri, local }) => uri !== first?.uri || local !== first.local);
  return children.slice(0, Math.min(atMost, end === -1 ? children.length : end));
}

function missing(parent: XmlElement, [found]: readonly XmlElement[], { choices }: Slot): string {
  const wanted = [...choices.keys()].map((name) => `'{"${LUKU_NAMESPACE}":${name}}'`).join(' or ');
  return found === undefined
    ? `cvc-complex-type.2.4.b: Element '${parent.local}' is not complete; expected was ${wanted}.`
    : `cvc-complex-type.2.4.a: Element ${nameOf(found)} is not valid here; expected was ${wanted}.`;
}

function superfluous(found: XmlElement): string {
  return `cvc-complex-type.2.4.d: Element ${nameOf(found)} is not valid here; nothing more is expected.`;
}

function nameOf({ uri, local }: XmlElement): string {
  return `'{"${uri}":${local}}'`;
}
