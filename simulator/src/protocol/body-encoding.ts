import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

/** What bytes that are not the UTF-8 of JSON most likely are. */

/** The longer ones first: UTF-32LE begins as UTF-16LE does. */
const WIDE = [
  { name: 'UTF-32LE', starts: [/^\xff\xfe\0\0/, /^[\t\n\r {[]\0\0\0/] },
  { name: 'UTF-32BE', starts: [/^\0\0\xfe\xff/, /^\0\0\0[\t\n\r {[]/] },
  { name: 'UTF-16LE', starts: [/^\xff\xfe/, /^[\t\n\r {[]\0/] },
  { name: 'UTF-16BE', starts: [/^\xfe\xff/, /^\0[\t\n\r {[]/] },
] as const;

/** More than any message has. */
const LONGEST_TEXT = 262_144;
const BOUND = { maxOutputLength: LONGEST_TEXT } as const;

const COMPRESSED = [
  { name: 'gzip', open: (body: Buffer) => gunzipSync(body, BOUND) },
  { name: 'deflate (zlib)', open: (body: Buffer) => inflateSync(body, BOUND) },
  { name: 'deflate without zlib’s head', open: (body: Buffer) => inflateRawSync(body, BOUND) },
  { name: 'Brotli', open: (body: Buffer) => brotliDecompressSync(body, BOUND) },
] as const;

/** Forms of objects that are no text. */
const BINARY = [
  { starts: /^\x28\xb5\x2f\xfd/, why: 'the body is compressed with Zstandard: bodies are not decompressed here' },
  { starts: /^\xac\xed\0/, why: 'the body is an object that Java serialised, not JSON' },
  { starts: /^(?:[\x80-\x8f]|\xde..)[\xa0-\xbf\xd9]/s, why: 'the body is MessagePack, not JSON' },
  { starts: /^(?:[\xa1-\xb7]|\xbf)[\x60-\x78]/, why: 'the body is CBOR, not JSON' },
] as const;

/** One byte a character, or one or two. Each is tried only where its text is JSON. */
const NARROW = [
  { label: 'gb18030', name: 'GBK (GB18030)', shows: /\p{Script=Han}/u },
  { label: 'windows-1252', name: 'ISO-8859-1 (Latin-1)', shows: /[\u00a0-\u00ff]/ },
] as const;

/** What the body is, in words; null where nothing is recognised. */
export function describeEncoding(body: Buffer): string | null {
  const start = body.toString('latin1', 0, 8);
  const wide = WIDE.find(({ starts }) => starts.some((row) => row.test(start)));
  if (wide !== undefined) {
    return `the body is ${wide.name}, where UTF-8 is asked for`;
  }
  const compressed = COMPRESSED.find(({ open }) => isText(() => open(body)));
  if (compressed !== undefined) {
    return `the body is compressed with ${compressed.name}: bodies are not decompressed here`;
  }
  const narrow = NARROW.find(({ label, shows }) => {
    const text = decode(body, label);
    return text !== null && isJson(text) && shows.test(text);
  });
  if (narrow !== undefined) {
    return `the body is ${narrow.name}, where UTF-8 is asked for`;
  }
  return BINARY.find(({ starts }) => starts.test(start))?.why ?? null;
}

/** Whether bytes open as a text that is an object, or a form. */
function isText(open: () => Buffer): boolean {
  try {
    return /^\s*(?:[{[<]|\w+=)/.test(open().toString('latin1', 0, 100));
  } catch {
    return false;
  }
}

function decode(body: Buffer, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(body);
  } catch {
    return null;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
