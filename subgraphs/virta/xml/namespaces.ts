import { interned } from './kept-texts.ts';
import { refuse } from './refusal.ts';

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';

interface Declaration {
  readonly depth: number;
  readonly prefix: string;
  /** What the prefix meant around the element that declares it, and how things stood there. */
  readonly replaced: string | undefined;
  readonly version: number;
}

/** Which namespace a prefix means while a document is read. The prefix of the default namespace is empty. */
export class Namespaces {
  readonly #bound = new Map([
    ['xml', xmlNamespace],
    ['xmlns', xmlnsNamespace],
  ]);
  readonly #declarations: Declaration[] = [];
  #innermost = 0;
  #version = 0;
  #versions = 0;

  /** Tells states apart: prefixes mean the same whenever it is the same. */
  get version(): number {
    return this.#version;
  }

  /** The namespace of a prefix. Refuses one that is not declared. */
  of(prefix: string): string {
    return this.#bound.get(prefix) ?? refuse('prefix that is not declared');
  }

  /** The namespace of an element with a prefix, or without one; empty for none. Refuses prefixes that it may not have. */
  ofElement(prefix: string): string {
    if (prefix === '') return this.#bound.get('') ?? '';
    return prefix === 'xmlns' ? refuse('element with the prefix of declarations') : this.of(prefix);
  }

  /** Puts a declaration in force for an element at a depth. Refuses what Namespaces in XML 1.0 forbids. */
  declare(prefix: string, namespace: string, depth: number): void {
    checkDeclaration(prefix, namespace);
    const replaced = this.#bound.get(prefix);
    this.#declarations.push({ depth, prefix, replaced, version: this.#version });
    this.#bound.set(prefix, interned(namespace));
    this.#innermost = depth;
    this.#versions += 1;
    this.#version = this.#versions;
  }

  /** Tells that the element at a depth ended, and with it what it declares. */
  leave(depth: number): void {
    if (this.#innermost < depth) return;
    let last = this.#declarations.at(-1);
    while (last?.depth === depth) {
      if (last.replaced === undefined) this.#bound.delete(last.prefix);
      else this.#bound.set(last.prefix, last.replaced);
      this.#version = last.version;
      this.#declarations.pop();
      last = this.#declarations.at(-1);
    }
    this.#innermost = last?.depth ?? 0;
  }
}

function checkDeclaration(prefix: string, namespace: string): void {
  // Some readers trim it and others do not: they would see different documents.
  if (namespace.trim() !== namespace) refuse('namespace with white space around it');
  if (namespace === '' && prefix !== '') refuse('prefix undeclared');
  if (prefix === 'xmlns' || namespace === xmlnsNamespace) refuse('namespace of declarations declared');
  if ((prefix === 'xml') !== (namespace === xmlNamespace)) refuse('namespace of XML declared amiss');
}
