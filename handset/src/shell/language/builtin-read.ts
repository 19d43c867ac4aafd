import { setTimeout as delay } from 'node:timers/promises';
import { EXIT_CODES } from '../exit-codes.ts';
import type { Source } from '../shell-io.ts';
import type { BuiltinCall } from './builtin.ts';
import { PushbackSource } from './pushback-source.ts';
import { descriptorOf } from './redirections.ts';
import { ShellFailureError } from './syntax.ts';

interface ReadOptions {
  readonly isRaw: boolean;
  readonly toArray: boolean;
  readonly delimiter: number;
  readonly limit: number;
  readonly seconds: number | null;
  readonly source: Source;
  readonly names: readonly string[];
}

/** `read [-Aar] [-d LETTER] [-n COUNT] [-N COUNT] [-t SECONDS] [-u FD] [NAME…]` */
export async function readLine(call: BuiltinCall): Promise<number> {
  const options = parse(call);
  const line = await readWithin(options);
  if (line === null) {
    return EXIT_CODES.failure;
  }
  const { variables, separators } = call.shell.state;
  const { names, toArray, isRaw } = options;
  if (toArray) {
    variables.setAll(names[0] ?? 'REPLY', splitLine(line.text, { separators, isRaw, count: Number.POSITIVE_INFINITY }));
  } else if (names.length === 0) {
    variables.set('REPLY', isRaw ? line.text : line.text.replace(/\\(.)/gs, '$1'));
  } else {
    const pieces = splitLine(line.text, { separators, isRaw, count: names.length });
    for (const [place, name] of names.entries()) {
      variables.set(name, pieces[place] ?? '');
    }
  }
  return line.ended ? EXIT_CODES.failure : EXIT_CODES.ok;
}

function parse({ args, io }: BuiltinCall): ReadOptions {
  const words = [...args];
  let source: Source = io.stdin;
  let [isRaw, toArray, delimiter, limit, seconds] = [false, false, 0x0a, Number.POSITIVE_INFINITY, null as number | null];
  while (/^-./.test(words[0] ?? '') && words[0] !== '--') {
    const letters = [...(words.shift() ?? '').slice(1)];
    for (let letter = letters.shift(); letter !== undefined; letter = letters.shift()) {
      isRaw ||= letter === 'r';
      toArray ||= letter === 'A' || letter === 'a';
      if (!/[rAaepsdnNtu]/.test(letter)) {
        throw new ShellFailureError(`read: -${letter}: unknown option`);
      }
      if (/[dnNtu]/.test(letter)) {
        const value = letters.splice(0).join('') || (words.shift() ?? '');
        delimiter = letter === 'd' ? (Buffer.from(value)[0] ?? 0) : delimiter;
        limit = letter === 'n' || letter === 'N' ? Number(value) : limit;
        seconds = letter === 't' ? Number(value) : seconds;
        source = letter === 'u' ? (descriptorOf(io, value) as Source) : source;
      }
    }
  }
  const names = (words[0] === '--' ? words.slice(1) : words).map((word) => word.replace(/\?.*$/s, ''));
  const bad = names.find((name) => !/^[A-Za-z_]\w*$/.test(name));
  if (bad !== undefined) {
    throw new ShellFailureError(`read: ${bad}: is not an identifier`);
  }
  return { isRaw, toArray, delimiter, limit, seconds, source, names };
}

/** A line without its end; null when the time is over. Without `-r`, a backslash at the end joins the next line. */
async function readWithin(options: ReadOptions): Promise<{ readonly text: string; readonly ended: boolean } | null> {
  const { seconds } = options;
  if (seconds === null) {
    return await readJoined(options);
  }
  const timer = new AbortController();
  try {
    return await Promise.race([readJoined(options), delay(seconds * 1000, null, { signal: timer.signal })]);
  } finally {
    timer.abort();
  }
}

async function readJoined({ source, delimiter, limit, isRaw }: ReadOptions): Promise<{ text: string; ended: boolean }> {
  const reader = PushbackSource.of(source);
  let text = '';
  for (;;) {
    const { bytes, ended } = await reader.readUntil(delimiter, limit);
    text += bytes.toString('utf8');
    const isJoined = !isRaw && !ended && limit === Number.POSITIVE_INFINITY && /(?:^|[^\\])(?:\\\\)*\\$/.test(text);
    if (!isJoined) {
      return { text, ended };
    }
    text = text.slice(0, -1);
  }
}

interface Split {
  readonly separators: string;
  readonly isRaw: boolean;
  /** The last piece takes the rest of the line. */
  readonly count: number;
}

function splitLine(text: string, { separators, isRaw, count }: Split): readonly string[] {
  const letters = text.match(isRaw ? /[\s\S]/gu : /\\[\s\S]|[\s\S]/gu) ?? [];
  const plain = (letter: string) => (letter.length > 1 && letter.startsWith('\\') ? letter.slice(1) : letter);
  const isBlank = (letter: string | undefined) => letter !== undefined && separators.includes(letter) && /\s/.test(letter);
  const isSeparator = (letter: string | undefined) => letter !== undefined && separators.includes(letter) && letter.length === 1;
  while (isBlank(letters[0])) {
    letters.shift();
  }
  while (isBlank(letters.at(-1))) {
    letters.pop();
  }
  const pieces: string[] = [];
  while (letters.length > 0) {
    if (pieces.length === count - 1) {
      pieces.push(lastPiece(letters, isSeparator).map(plain).join(''));
      return pieces;
    }
    let piece = '';
    while (letters.length > 0 && !isSeparator(letters[0])) {
      piece += plain(letters.shift() ?? '');
    }
    pieces.push(piece);
    skipSeparator(letters, isBlank, isSeparator);
  }
  return pieces;
}

type LetterTest = (letter: string | undefined) => boolean;

/** Blanks and at most one other separator. */
function skipSeparator(letters: string[], isBlank: LetterTest, isSeparator: LetterTest): void {
  while (isBlank(letters[0])) {
    letters.shift();
  }
  if (isSeparator(letters[0])) {
    letters.shift();
    while (isBlank(letters[0])) {
      letters.shift();
    }
  }
}

/** The rest of the line. One separator at its end goes if it is the only one. */
function lastPiece(letters: readonly string[], isSeparator: LetterTest): readonly string[] {
  const isSingle = isSeparator(letters.at(-1)) && !letters.slice(0, -1).some((letter) => isSeparator(letter));
  return isSingle ? letters.slice(0, -1) : letters;
}
