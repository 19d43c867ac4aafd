import { isAscii } from 'node:buffer';
import { describeEncoding } from './body-encoding.ts';

/** RFC 8259 after strict UTF-8 (wire.md §0). */

// ignoreBOM keeps a BOM in the text, where JSON.parse then refuses it: a BOM is "not JSON".
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export type Parsed =
  | { readonly ok: true; readonly value: unknown; readonly text: string }
  | {
      readonly ok: false;
      readonly why: string;
      readonly text: string;
      /** Whether `text` is what the client wrote: not where the bytes are no UTF-8, or are known to be something else. */
      readonly isText: boolean;
    };

export function parseJson(body: Buffer): Parsed {
  if (body.length === 0) {
    return { ok: false, why: 'the body is empty', text: '', isText: false };
  }
  const text = decode(body);
  if (text === null) {
    const why = describeEncoding(body) ?? 'the body is not UTF-8';
    return { ok: false, why, text: body.toString('latin1'), isText: false };
  }
  try {
    return { ok: true, value: JSON.parse(text), text };
  } catch (error) {
    const encoding = body.includes(0) ? describeEncoding(body) : null;
    const isMarked = text.startsWith('\uFEFF');
    const why = encoding ?? (isMarked ? 'the body begins with a byte order mark' : whyNotJson(error));
    return { ok: false, why, text, isText: encoding === null };
  }
}

/** Nearly every body is ASCII, which needs no decoder. */
function decode(body: Buffer): string | null {
  if (isAscii(body)) {
    return body.toString('latin1');
  }
  try {
    return strictUtf8.decode(body);
  } catch {
    return null;
  }
}

/** V8's message quotes the text that it failed on, which may hold a secret: only the kind of failure and its place are used. */
function whyNotJson(error: unknown): string {
  const place = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
  return place === undefined ? 'the body is not JSON' : `the body is not JSON (at byte ${place})`;
}

const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

/**
 * Does what JSON.stringify does for an object of strings whose names need no escape, in half the time: nearly every value is plain ASCII. Every answer is
 * written by it.
 */
export function flatJson(fields: Readonly<Record<string, string>>): string {
  let text = '';
  for (const name in fields) {
    const value = fields[name] ?? '';
    text += `${text === '' ? '{' : ','}"${name}":${PLAIN.test(value) ? `"${value}"` : JSON.stringify(value)}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The echo of a value: a string as it is; empty for any other value and for half a surrogate pair, which UTF-8 cannot carry (wire.md §0, §5). */
export function echoOf(value: unknown): string {
  return typeof value === 'string' && !hasHalfPair(value) ? value : '';
}

/** With the u flag only a surrogate without its partner matches. */
const HALF_PAIR = /\p{Surrogate}/u;

export function hasHalfPair(text: string): boolean {
  return HALF_PAIR.test(text);
}

/** An open bracket. A stack of them instead of recursion: any depth is read. */
interface OpenBracket {
  readonly isArray: boolean;
  /** The keys of an object so far. */
  readonly seen: Set<string>;
  isKeyNext: boolean;
  /** The key or the index of what stands here now. */
  place: string | number;
}

/** The keys that occur more than once in the message or in one of its objects, as `header.msgId`. The last one counts, and the journal says so. */
export function duplicateKeys(text: string): readonly string[] {
  const paths = duplicatePaths(text, 2).filter((path) => path.every((part) => typeof part === 'string'));
  return [...new Set(paths.map((path) => path.join('.')))];
}

/** No document is deeper, and nobody reads more of them. */
const MOST_DEEP = 50;
const MOST_PATHS = 50;

/** Of brackets whose keys are not compared: a body of 4 MiB has millions. */
const NOTHING_SEEN = new Set<string>();

/** Places in a JSON text, of at most `mostDeep` keys and indexes, whose key was there before. */
export function duplicatePaths(text: string, mostDeep = MOST_DEEP): readonly (readonly (string | number)[])[] {
  const paths: (readonly (string | number)[])[] = [];
  const open: OpenBracket[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    const inside = open.at(-1);
    if (char === '"') {
      const end = endOfString(text, at);
      const isCompared = inside?.isKeyNext === true && open.length <= mostDeep;
      if (isCompared && isSeen(inside, String(JSON.parse(text.slice(at, end + 1)))) && paths.length < MOST_PATHS) {
        paths.push(open.map(({ place }) => place));
      }
      at = end;
    } else if (char === '{' || char === '[') {
      const isCompared = char === '{' && open.length < mostDeep;
      open.push({ isArray: char === '[', seen: isCompared ? new Set() : NOTHING_SEEN, isKeyNext: char === '{', place: 0 });
    } else if (char === '}' || char === ']') {
      open.pop();
    } else if (char === ',' && inside !== undefined) {
      inside.isKeyNext = !inside.isArray;
      inside.place = typeof inside.place === 'number' ? inside.place + 1 : inside.place;
    }
  }
  return paths;
}

/** Notes a key of an object. */
function isSeen(object: OpenBracket, key: string): boolean {
  const isAgain = object.seen.has(key);
  object.seen.add(key);
  object.place = key;
  object.isKeyNext = false;
  return isAgain;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') {
    at += text[at] === '\\' ? 2 : 1;
  }
  return at;
}
