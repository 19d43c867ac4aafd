import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { UsageError } from './errors.ts';
import { issueWords } from './issue-words.ts';

/** A place in a file that is wrong. */
export interface WrongPlace {
  readonly line: number;
  /** As `app.appKey` or `apps[0].appid`; empty for the whole. */
  readonly place: string;
  readonly message: string;
}

type Read<T> = { readonly value: T; readonly wrong: null } | { readonly value: null; readonly wrong: readonly WrongPlace[] };

/** A YAML file that the user has written: it knows the line of each place in it. */
export class YamlFile {
  readonly #path: string;
  readonly #lines = new LineCounter();
  readonly #document: Document.Parsed;
  readonly #value: unknown;

  /** Throws UsageError with file and line where the text is not one YAML document. `failsafe` leaves every scalar a text. */
  constructor(text: string, path: string, schema: 'core' | 'failsafe') {
    this.#path = path;
    this.#document = parseDocument(text, { lineCounter: this.#lines, schema });
    const [broken] = [...this.#document.errors, ...this.#document.warnings];
    if (broken !== undefined) {
      throw this.error(this.#lines.linePos(broken.pos[0]).line, yamlWords(broken));
    }
    this.#refuseUnknownAliases();
    this.#value = this.#resolved();
  }

  /** The value of the document. An alias inside its own anchor, and too many of them, are found only here. */
  #resolved(): unknown {
    try {
      return this.#document.toJS();
    } catch (error) {
      throw this.error(1, `this YAML cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #refuseUnknownAliases(): void {
    visit(this.#document, {
      Alias: (_, alias) => {
        if (alias.resolve(this.#document) === undefined) {
          const { line } = this.#lines.linePos(alias.range?.[0] ?? 0);
          throw this.error(
            line,
            `*${alias.source} stands for a part that no &${alias.source} names before it; a text with * needs quotes`,
          );
        }
      },
    });
  }

  get contents(): Node | null {
    return this.#document.contents;
  }

  /** An error at a line of the file. */
  error(line: number, what: string): UsageError {
    return new UsageError(`${this.#path}:${line}: ${what}`);
  }

  /** The line of a place; that of the last part of it which is there. */
  lineOf(path: readonly PropertyKey[]): number {
    let node: Node | null = this.#document.contents;
    let offset = node?.range?.[0] ?? 0;
    for (const part of path) {
      const found = childOf(node, part);
      if (found === null) {
        break;
      }
      offset = found.offset;
      node = found.node;
    }
    return this.#lines.linePos(offset).line;
  }

  /** Reads the value at a place that is there. Each place that is wrong is named inside it. */
  read<S extends z.ZodType>(schema: S, at: readonly PropertyKey[] = []): Read<z.output<S>> {
    const value = at.reduce<unknown>((whole, part) => (whole as Readonly<Record<PropertyKey, unknown>>)[part], this.#value);
    const parsed = schema.safeParse(value, { error: issueWords });
    if (parsed.success) {
      return { value: parsed.data, wrong: null };
    }
    const wrong = parsed.error.issues.flatMap((issue) => {
      const place = placeText(issue.path);
      const lines = issue.message.split('\n');
      const keys = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [key]) : [[]];
      return keys.map((key, index) => ({
        line: this.lineOf([...at, ...issue.path, ...key]),
        place,
        message: lines[index] ?? issue.message,
      }));
    });
    return { value: null, wrong };
  }
}

function childOf(node: Node | null, part: PropertyKey): { readonly offset: number; readonly node: Node | null } | null {
  if (isSeq(node)) {
    const item = (node.items[Number(part)] ?? null) as Node | null;
    return item === null ? null : { offset: item.range?.[0] ?? 0, node: item };
  }
  const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part)) : undefined;
  const key = pair?.key as Node | undefined;
  return key === undefined ? null : { offset: key.range?.[0] ?? 0, node: (pair?.value ?? null) as Node | null };
}

/** The parser's message without its picture and without the line, which stands before it. */
function yamlWords({ code, message }: { readonly code: string; readonly message: string }): string {
  if (code === 'MULTIPLE_DOCS') {
    return 'a second YAML document begins here; one is expected: take out the line ---';
  }
  return `this YAML cannot be read: ${message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '')}`;
}

function placeText(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}
