import { isAscii } from 'node:buffer';

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
    return { ok: false, why: 'the body is not UTF-8', text: body.toString('latin1') };
  }
  try {
    return { ok: true, value: JSON.parse(text), text };
  } catch (error) {
    return { ok: false, why: text.startsWith('\uFEFF') ? 'the body begins with a byte order mark' : whyNotJson(error), text };
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

/** V8 quotes the text it failed on, which may hold a secret: only the kind and the place are kept. */
function whyNotJson(error: unknown): string {
  const place = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
  return place === undefined ? 'the body is not JSON' : `the body is not JSON (at byte ${place})`;
}

const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

/**
 * What JSON.stringify makes of an object of strings whose names need no escape, in half its time: nearly every value is plain ASCII, and every answer is
 * written so.
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

/** Keys that stand more than once at the top level: the last one counts and the journal says so. */
export function duplicateKeys(text: string): readonly string[] {
  const seen = new Set<string>();
  const duplicates = new Set<string>();
  let depth = 0;
  let isKey = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      const end = endOfString(text, at);
      if (depth === 1 && isKey) {
        const key: unknown = JSON.parse(text.slice(at, end + 1));
        if (typeof key === 'string') {
          (seen.has(key) ? duplicates : seen).add(key);
        }
        isKey = false;
      }
      at = end;
    } else if (char === '{' || char === '[') {
      depth += 1;
      isKey = char === '{';
    } else if (char === '}' || char === ']') {
      depth -= 1;
    } else if (char === ',' && depth === 1) {
      isKey = true;
    }
  }
  return [...duplicates];
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') {
    at += text[at] === '\\' ? 2 : 1;
  }
  return at;
}
