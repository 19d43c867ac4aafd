import type * as yaml from 'yaml';
import type { Document, LineCounter, Node } from 'yaml';
import type { z } from 'zod';
import { yamlIssueWords } from './issue-words.ts';

/** A place of a file that is wrong, and why. */
export interface WrongPlace {
  readonly path: readonly PropertyKey[];
  /** A key that does not belong at the place; null: the value of the place is wrong. */
  readonly key?: string;
  readonly message: string;
}

export interface YamlTextOptions {
  /** As messages name it. */
  readonly file: string;
  /** `failsafe` leaves every scalar a text. */
  readonly schema?: 'core' | 'failsafe';
  /** Makes the error of a text that is not one YAML document; `message` has file and line. */
  readonly refuse: (message: string) => Error;
}

/** A YAML file that a person has written: it knows the line of each place in it. */
export class YamlText {
  readonly #yaml: typeof yaml;
  readonly #options: YamlTextOptions;
  readonly #lines: LineCounter;
  readonly #document: Document.Parsed;
  readonly value: unknown;

  /** `parser` is the module `yaml`, which is loaded only where there is a file. Throws what `refuse` makes. */
  constructor(parser: typeof yaml, text: string, options: YamlTextOptions) {
    this.#yaml = parser;
    this.#options = options;
    this.#lines = new parser.LineCounter();
    this.#document = parser.parseDocument(text, { lineCounter: this.#lines, schema: options.schema ?? 'core' });
    const [broken] = [...this.#document.errors, ...this.#document.warnings];
    if (broken !== undefined) {
      throw this.#unreadable(broken.pos[0], brokenWords(broken));
    }
    this.#refuseUnknownAliases();
    this.value = this.#resolved();
  }

  get contents(): Node | null {
    return this.#document.contents;
  }

  /** What is wrong with the value at a place that is there, by a schema. Every unknown key is a place of its own. */
  wrongPlaces(schema: z.ZodType, at: readonly PropertyKey[] = []): readonly WrongPlace[] {
    const parsed = schema.safeParse(this.valueAt(at), { error: yamlIssueWords });
    return (parsed.error?.issues ?? []).flatMap((issue) => {
      const { path, message } = issue;
      const lines = message.split('\n');
      return issue.code === 'unrecognized_keys'
        ? issue.keys.map((key, index) => ({ path, key, message: lines[index] ?? message }))
        : [{ path, message }];
    });
  }

  valueAt(path: readonly PropertyKey[]): unknown {
    return path.reduce<unknown>((whole, part) => (whole as Readonly<Record<PropertyKey, unknown>>)[part], this.value);
  }

  /** The line of a place; that of the last part of it which is there. */
  lineOf(path: readonly PropertyKey[]): number {
    let node: Node | null = this.#document.contents;
    let offset = node?.range?.[0] ?? 0;
    for (const part of path) {
      const found = this.#childOf(node, part);
      if (found === null) {
        break;
      }
      offset = found.offset;
      node = found.node;
    }
    return this.#lines.linePos(offset).line;
  }

  /** `FILE:LINE: what` */
  at(line: number, what: string): string {
    return `${this.#options.file}:${line}: ${what}`;
  }

  #refuseUnknownAliases(): void {
    this.#yaml.visit(this.#document, {
      Alias: (_, alias) => {
        if (alias.resolve(this.#document) === undefined) {
          const meaning = `*${alias.source} stands for a part that no &${alias.source} names before it; a text with * needs quotes`;
          throw this.#unreadable(alias.range?.[0] ?? 0, meaning);
        }
      },
    });
  }

  /** The value of the document. An alias inside its own anchor, and too many of them, are found only here. */
  #resolved(): unknown {
    try {
      return this.#document.toJS();
    } catch (error) {
      throw this.#unreadable(0, `this YAML cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #unreadable(offset: number, what: string): Error {
    return this.#options.refuse(this.at(this.#lines.linePos(offset).line, what));
  }

  #childOf(node: Node | null, part: PropertyKey): { readonly offset: number; readonly node: Node | null } | null {
    const { isSeq, isMap, isScalar } = this.#yaml;
    if (isSeq(node)) {
      const item = (node.items[Number(part)] ?? null) as Node | null;
      return item === null ? null : { offset: item.range?.[0] ?? 0, node: item };
    }
    const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part)) : undefined;
    const key = pair?.key as Node | undefined;
    return key === undefined ? null : { offset: key.range?.[0] ?? 0, node: (pair?.value ?? null) as Node | null };
  }
}

/** The parser's message without its picture and without the line, which stands before it. */
function brokenWords({ code, message }: { readonly code: string; readonly message: string }): string {
  return code === 'MULTIPLE_DOCS'
    ? 'a second YAML document begins here; one is expected: take out the line ---'
    : `this YAML cannot be read: ${message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '')}`;
}

/** As `apps[0].appid`; empty for the whole. */
export function placeText(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}
