import type * as yaml from 'yaml';
import type { Document, LineCounter, Node } from 'yaml';
import type { z } from 'zod';
import type { ProblemPlace } from '../model/problem.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import { issueWords } from './config-words.ts';

/** A place that is wrong, and why. */
export interface WrongPlace {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The text of a config file as YAML: it knows the line of each place. */
export class ConfigYaml {
  readonly #file: string;
  readonly #yaml: typeof yaml;
  readonly #lines: LineCounter;
  readonly #document: Document.Parsed;
  readonly value: unknown;

  /** Parses the text; a ProblemError has file and line where it is not one YAML document. The YAML parser is loaded only if there is a file. */
  static async parse(text: string, file: string): Promise<ConfigYaml> {
    return new ConfigYaml(text, file, await import('yaml'));
  }

  private constructor(text: string, file: string, parser: typeof yaml) {
    this.#file = file;
    this.#yaml = parser;
    this.#lines = new parser.LineCounter();
    this.#document = parser.parseDocument(text, { lineCounter: this.#lines });
    const [broken] = [...this.#document.errors, ...this.#document.warnings];
    if (broken !== undefined) {
      throw this.#unreadable(broken.pos[0], yamlWords(broken));
    }
    parser.visit(this.#document, {
      Alias: (_, alias) => {
        if (alias.resolve(this.#document) === undefined) {
          const meaning = `*${alias.source} stands for a part that no &${alias.source} names before it; a text with * needs quotes`;
          throw this.#unreadable(alias.range?.[0] ?? 0, meaning);
        }
      },
    });
    this.value = this.#resolved() ?? {};
  }

  /** The value of the document. An alias inside its own anchor, and too many of them, are found only here. */
  #resolved(): unknown {
    try {
      return this.#document.toJS();
    } catch (error) {
      throw this.#unreadable(0, `this YAML cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** The places of a schema's issues; every unknown key is a place of its own. */
  wrongPlaces(schema: z.ZodType): readonly WrongPlace[] {
    const parsed = schema.safeParse(this.value, { error: issueWords });
    return (parsed.error?.issues ?? []).flatMap((issue) => {
      const { path, message } = issue;
      const lines = message.split('\n');
      return issue.code === 'unrecognized_keys'
        ? issue.keys.map((key, index) => ({ path: [...path, key], message: lines[index] ?? message }))
        : [{ path, message }];
    });
  }

  /** Refuses the file where places are wrong: a line each, with file, line and place. */
  refuse(wrong: readonly WrongPlace[]): void {
    if (wrong.length > 0) {
      const lines = wrong.map(({ path, message }) => `${this.#file}:${this.#lineOf(path)}: ${placeText(path)}: ${message}`);
      throw new ProblemError('invalid', lines.join('\n'), wrong.map(placeOf));
    }
  }

  #unreadable(offset: number, what: string): ProblemError {
    return new ProblemError('not-json', `${this.#file}:${this.#lines.linePos(offset).line}: ${what}`);
  }

  /** The line of the last part of a place which is there. */
  #lineOf(path: readonly PropertyKey[]): number {
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

function yamlWords({ code, message }: { readonly code: string; readonly message: string }): string {
  return code === 'MULTIPLE_DOCS'
    ? 'a second YAML document begins here; one is expected: take out the line ---'
    : `this YAML cannot be read: ${message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '')}`;
}

/** As `apps[0].appid`. */
function placeText(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text === '' ? 'the file' : text.replace(/^\./, '');
}

function placeOf({ path, message }: WrongPlace): ProblemPlace {
  return { pointer: path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''), message };
}
