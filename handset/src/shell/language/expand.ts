import { evaluate } from './arithmetic.ts';
import type { Command, Word, WordPart } from './syntax.ts';

/** What expansion needs from the shell. */
export interface ExpansionSource {
  variable(name: string): string | null;
  /** `$@`. Each argument becomes a field of its own. */
  readonly args: readonly string[];
  /** Runs the body of `$(…)` and resolves with its output. */
  substitute(body: Command): Promise<string>;
  /** The paths that match a pattern. When there are none, the word stays as it is. */
  glob(pattern: string): Promise<readonly string[]>;
}

/** A field under construction. */
interface Field {
  text: string;
  /** The same text with quoted letters escaped for pattern matching. */
  pattern: string;
  /** True when the field stays even if it is empty, because it was quoted. */
  isQuoted: boolean;
}

const PATTERN_LETTERS = /[*?[]/;

export async function expandWords(words: readonly Word[], source: ExpansionSource): Promise<string[]> {
  const results: string[] = [];
  for (const word of words) {
    for (const field of await expandToFields(word, source)) {
      const matches = PATTERN_LETTERS.test(field.pattern) ? await source.glob(field.pattern) : [];
      results.push(...(matches.length > 0 ? matches : [field.text]));
    }
  }
  return results;
}

/** Expands a word to one text without splitting it, as assignments and redirections need it. */
export async function expandWord(word: Word, source: ExpansionSource): Promise<string> {
  const texts: string[] = [];
  for (const part of word) {
    texts.push(await partText(part, source));
  }
  return texts.join('');
}

async function expandToFields(word: Word, source: ExpansionSource): Promise<readonly Field[]> {
  const fields: Field[] = [{ text: '', pattern: '', isQuoted: false }];
  for (const part of word) {
    if (part.kind === 'variable' && part.name === '@' && part.isQuoted) {
      addPieces(fields, source.args, 'quoted');
    } else if (part.kind === 'text' || part.isQuoted) {
      addPieces(fields, [await partText(part, source)], part.isQuoted ? 'quoted' : 'bare');
    } else {
      addSplit(fields, await partText(part, source));
    }
  }
  return fields.filter((field) => field.isQuoted || field.text !== '');
}

/** Appends the first piece to the last field. Each further piece begins a new field. */
function addPieces(fields: Field[], pieces: readonly string[], quoting: 'quoted' | 'bare'): void {
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) {
      fields.push({ text: '', pattern: '', isQuoted: false });
    }
    const field = fields.at(-1);
    if (field !== undefined) {
      field.text += piece;
      field.pattern += quoting === 'quoted' ? piece.replace(/[*?[\]\\]/g, '\\$&') : piece;
      field.isQuoted ||= quoting === 'quoted';
    }
  }
}

function addSplit(fields: Field[], text: string): void {
  if (/^\s/.test(text) && fields.at(-1)?.text !== '') {
    fields.push({ text: '', pattern: '', isQuoted: false });
  }
  addPieces(
    fields,
    text.split(/\s+/).filter((piece) => piece !== ''),
    'bare',
  );
  if (/\S\s+$/.test(text)) {
    fields.push({ text: '', pattern: '', isQuoted: false });
  }
}

async function partText(part: WordPart, source: ExpansionSource): Promise<string> {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'arithmetic':
      return String(evaluate(await expandWord(part.expression, source), (name) => source.variable(name)));
    case 'substitution':
      return (await source.substitute(part.body)).replace(/\n+$/, '');
    case 'variable': {
      const value = source.variable(part.name);
      return (value === null || value === '') && part.fallback !== null ? await expandWord(part.fallback, source) : (value ?? '');
    }
  }
}
