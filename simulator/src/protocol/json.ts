import { isAscii } from 'node:buffer';
import { describeEncoding } from './body-encoding.ts';

/** RFC 8259 after strict UTF-8 (wire.md §0). */

// ignoreBOM keeps a BOM in the text, where JSON.parse then refuses it: a BOM is "not JSON".
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export type Parsed =
  | { readonly ok: true; readonly value: unknown; readonly text: string }
  | { readonly ok: false; readonly why: string; readonly text: string };

export function parseJson(body: Buffer): Parsed {
  if (body.length === 0) {
    return { ok: false, why: 'the body is empty', text: '' };
  }
  const text = decode(body);
  if (text === null) {
    return { ok: false, why: describeEncoding(body) ?? 'the body is not UTF-8', text: body.toString('latin1') };
  }
  try {
    return { ok: true, value: JSON.parse(text), text };
  } catch (error) {
    const isMarked = text.startsWith('\uFEFF');
    return { ok: false, why: isMarked ? 'the body begins with a byte order mark' : whyNotJson(error, body), text };
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
function whyNotJson(error: unknown, body: Buffer): string {
  const encoding = body.includes(0) ? describeEncoding(body) : null;
  if (encoding !== null) {
    return encoding;
  }
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

/** An open object whose keys are compared: the message itself, or one of its members, as an envelope's header and body are. */
interface OpenObject {
  readonly path: string;
  readonly seen: Set<string>;
  isKeyNext: boolean;
  key: string;
}

/** The keys that occur more than once in the message or in one of its objects, as `header.msgId`. The last one counts, and the journal says so. */
export function duplicateKeys(text: string): readonly string[] {
  const duplicates = new Set<string>();
  // One item for each open bracket; null where the keys are not compared. A stack instead of recursion: any depth is read.
  const open: (OpenObject | null)[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    const inside = open.at(-1) ?? null;
    if (char === '"') {
      const end = endOfString(text, at);
      if (inside?.isKeyNext === true) {
        noteKey(inside, String(JSON.parse(text.slice(at, end + 1))), duplicates);
      }
      at = end;
    } else if (char === '{' || char === '[') {
      open.push(char === '[' ? null : openObject(open.length, inside));
    } else if (char === '}' || char === ']') {
      open.pop();
    } else if (char === ',' && inside !== null) {
      inside.isKeyNext = true;
    }
  }
  return [...duplicates];
}

function openObject(depth: number, parent: OpenObject | null): OpenObject | null {
  const path = depth === 1 && parent !== null ? `${parent.key}.` : '';
  return depth === 0 || path !== '' ? { path, seen: new Set(), isKeyNext: true, key: '' } : null;
}

function noteKey(object: OpenObject, key: string, duplicates: Set<string>): void {
  if (object.seen.has(key)) {
    duplicates.add(`${object.path}${key}`);
  }
  object.seen.add(key);
  object.key = key;
  object.isKeyNext = false;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') {
    at += text[at] === '\\' ? 2 : 1;
  }
  return at;
}
