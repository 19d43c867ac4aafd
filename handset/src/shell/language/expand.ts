import { withoutTrailing } from '../../text-end.ts';
import { evaluate } from './arithmetic.ts';
import { type ExpansionSource, isList, parameterText, parameterTexts } from './parameters.ts';
import { hasWildcard, quotePattern } from './patterns.ts';
import type { ParameterPart, Word, WordPart } from './syntax.ts';

/** A field under construction. */
interface Field {
  text: string;
  /** The same text with quoted letters escaped for pattern matching. */
  pattern: string;
  /** True when the field stays even if it is empty, because it was quoted. */
  isQuoted: boolean;
}

export async function expandWords(words: readonly Word[], source: ExpansionSource): Promise<string[]> {
  const results: string[] = [];
  for (const word of words) {
    for (const field of await expandToFields(word, source)) {
      const matches = source.globs && hasWildcard(field.pattern) ? await source.glob(field.pattern) : [];
      results.push(...(matches.length > 0 ? matches : [field.text]));
    }
  }
  return results;
}

/** Expands a word to one text without splitting it, as assignments and redirections need it. */
export async function expandWord(word: Word, source: ExpansionSource): Promise<string> {
  const texts: string[] = [];
  for (const part of withTilde(word, source)) {
    texts.push(await partText(part, source));
  }
  return texts.join('');
}

/** Expands a word to a pattern: quoted letters carry a backslash. */
export async function expandPattern(word: Word, source: ExpansionSource): Promise<string> {
  const texts: string[] = [];
  for (const part of withTilde(word, source)) {
    const text = await partText(part, source);
    texts.push(part.isQuoted ? quotePattern(text) : text);
  }
  return texts.join('');
}

async function expandToFields(word: Word, source: ExpansionSource): Promise<readonly Field[]> {
  const fields: Field[] = [{ text: '', pattern: '', isQuoted: false }];
  await appendWord(fields, withTilde(word, source), source);
  return fields.filter((field) => field.isQuoted || field.text !== '');
}

async function appendWord(fields: Field[], word: Word, source: ExpansionSource): Promise<void> {
  for (const part of word) {
    if (part.kind === 'variable' && isList(part)) {
      await appendList(fields, part, source);
    } else if (part.kind === 'variable' && part.operation?.kind === 'default' && !part.isQuoted) {
      await appendDefault(fields, part, source);
    } else if (part.kind === 'text' || part.isQuoted) {
      addPieces(fields, [await partText(part, source)], part.isQuoted ? 'quoted' : 'bare');
    } else {
      addSplit(fields, await partText(part, source), source.separators);
    }
  }
}

/** `$@`, `$*`, `${a[@]}` and `${a[*]}`. */
async function appendList(fields: Field[], part: ParameterPart, source: ExpansionSource): Promise<void> {
  if (part.operation?.kind === 'length' || part.operation?.kind === 'default') {
    addPieces(fields, [await parameterText(part, source, expandWord)], part.isQuoted ? 'quoted' : 'bare');
    return;
  }
  const texts = await parameterTexts(part, source, expandWord);
  const isJoined = part.name === '*' || (part.index?.[0]?.kind === 'text' && part.index[0].text === '*');
  if (!part.isQuoted) {
    for (const [place, text] of texts.entries()) {
      if (place > 0) {
        fields.push({ text: '', pattern: '', isQuoted: false });
      }
      addSplit(fields, text, source.separators);
    }
  } else if (isJoined) {
    addPieces(fields, [texts.join(source.separators.slice(0, 1))], 'quoted');
  } else if (texts.length > 0) {
    addPieces(fields, texts, 'quoted');
  }
}

/** `${NAME:-WORD}` outside of quotes: quotes in WORD count. */
async function appendDefault(fields: Field[], part: ParameterPart, source: ExpansionSource): Promise<void> {
  const { operation } = part;
  const value = source.variable(part.name, part.index === null ? 0 : evaluate(await expandWord(part.index, source), source));
  const isMissing = operation?.kind === 'default' && (value === null || (operation.countsEmpty && value === ''));
  if (operation?.kind === 'default' && (operation.sign === '-' ? isMissing : operation.sign === '+' && !isMissing)) {
    await appendWord(fields, operation.word, source);
    return;
  }
  addSplit(fields, await parameterText(part, source, expandWord), source.separators);
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
      field.pattern += quoting === 'quoted' ? quotePattern(piece) : piece;
      field.isQuoted ||= quoting === 'quoted';
    }
  }
}

/** Splits at the separators of IFS. Blanks among them count together; every other one ends a field. */
function addSplit(fields: Field[], text: string, separators: string): void {
  const blanks = [...separators].filter((letter) => /\s/.test(letter)).join('');
  let isBetween = false;
  for (const [place, letter] of [...text].entries()) {
    if (!separators.includes(letter)) {
      if (isBetween && (fields.at(-1)?.text !== '' || fields.at(-1)?.isQuoted)) {
        fields.push({ text: '', pattern: '', isQuoted: false });
      }
      isBetween = false;
      addPieces(fields, [letter], 'bare');
    } else if (blanks.includes(letter)) {
      isBetween = true;
    } else {
      // A separator that is no blank ends a field, also an empty one.
      const last = fields.at(-1);
      if (last !== undefined && (last.text !== '' || place === 0 || !isBetween)) {
        last.isQuoted = true;
      }
      fields.push({ text: '', pattern: '', isQuoted: false });
      isBetween = false;
    }
  }
  if (isBetween && (fields.at(-1)?.text !== '' || fields.at(-1)?.isQuoted)) {
    fields.push({ text: '', pattern: '', isQuoted: false });
  }
}

async function partText(part: WordPart, source: ExpansionSource): Promise<string> {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'arithmetic':
      return String(evaluate(await expandWord(part.expression, source), source));
    case 'substitution':
      return withoutTrailing(await source.substitute(part.body), '\n');
    case 'variable':
      return await parameterText(part, source, expandWord);
  }
}

/** `~` and `~/…` at the beginning of a word are the home folder. */
function withTilde(word: Word, source: ExpansionSource): Word {
  const [first, ...rest] = word;
  if (first?.kind !== 'text' || first.isQuoted || !first.text.startsWith('~')) {
    return word;
  }
  const [, user = '', path] = /^~([^/]*)(\/.*)?$/s.exec(first.text) ?? [];
  if (user !== '' || (path === undefined && rest.length > 0)) {
    return word;
  }
  const home: WordPart = { kind: 'text', text: source.variable('HOME', 0) ?? '', isQuoted: true };
  return path === undefined ? [home, ...rest] : [home, { ...first, text: path }, ...rest];
}
