import { evaluate } from './arithmetic.ts';
import type { Command, Word, WordPart } from './syntax.ts';

/** What expansion needs of the shell that runs. */
export interface ExpansionSource {
  variable(name: string): string | null;
  /** `$@`: each argument a field of its own. */
  readonly args: readonly string[];
  /** The output of `$(…)`. */
  substitute(body: Command): Promise<string>;
  /** Paths that match a pattern; none leaves the pattern as it is. */
  glob(pattern: string): Promise<readonly string[]>;
}

/** A field in the making: its text, and the same with everything quoted masked for pattern matching. */
interface Field {
  text: string;
  pattern: string;
  isKept: boolean;
}

const globLetters = /[*?[]/;

export async function expandWords(words: readonly Word[], source: ExpansionSource): Promise<string[]> {
  const results: string[] = [];
  for (const word of words) {
    for (const field of await expandToFields(word, source)) {
      const matches = globLetters.test(field.pattern) ? await source.glob(field.pattern) : [];
      results.push(...(matches.length > 0 ? matches : [field.text]));
    }
  }
  return results;
}

/** As one text, without splitting: assignments and files of redirections. */
export async function expandWord(word: Word, source: ExpansionSource): Promise<string> {
  const texts: string[] = [];
  for (const part of word) {
    texts.push(await partText(part, source));
  }
  return texts.join('');
}

async function expandToFields(word: Word, source: ExpansionSource): Promise<readonly Field[]> {
  const fields: Field[] = [{ text: '', pattern: '', isKept: false }];
  for (const part of word) {
    if (part.kind === 'variable' && part.name === '@' && part.isQuoted) {
      addPieces(fields, source.args, 'quoted');
    } else if (part.kind === 'text' || part.isQuoted) {
      addPieces(fields, [await partText(part, source)], part.isQuoted ? 'quoted' : 'bare');
    } else {
      addSplit(fields, await partText(part, source));
    }
  }
  return fields.filter((field) => field.isKept || field.text !== '');
}

/** The first piece goes on with the last field, the others begin new ones. */
function addPieces(fields: Field[], pieces: readonly string[], state: 'quoted' | 'bare'): void {
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) {
      fields.push({ text: '', pattern: '', isKept: false });
    }
    const field = fields.at(-1);
    if (field !== undefined) {
      field.text += piece;
      field.pattern += state === 'quoted' ? piece.replace(/[*?[\]\\]/g, '\\$&') : piece;
      field.isKept ||= state === 'quoted';
    }
  }
}

function addSplit(fields: Field[], text: string): void {
  if (/^\s/.test(text) && fields.at(-1)?.text !== '') {
    fields.push({ text: '', pattern: '', isKept: false });
  }
  addPieces(
    fields,
    text.split(/\s+/).filter((piece) => piece !== ''),
    'bare',
  );
  if (/\S\s+$/.test(text)) {
    fields.push({ text: '', pattern: '', isKept: false });
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
