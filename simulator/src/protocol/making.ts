import { isAscii } from 'node:buffer';
import { createHmac, getHashes, hash } from 'node:crypto';

/** How a signature is made: values, their order and form, key, digest. A mistake turns the right making into another one. */
export interface Making {
  readonly parts: readonly MadePart[];
  readonly style: PartStyle;
  readonly joiner: string;
  /** Stands between a name and its value; absent: what the style has there. */
  readonly between?: string;
  /** Stands before the key part instead of the joiner; null: the joiner does. */
  readonly beforeKey: string | null;
  /** Stands before the first part and after the last one. */
  readonly start: string;
  readonly ending: string;
  readonly key: KeyName;
  readonly digest: Digest;
  readonly charset: Charset;
}

export type Charset = 'utf8' | 'utf16le' | 'utf16be' | 'utf32le' | 'utf32be';

export interface KeyName {
  readonly name: string;
  readonly value: string | Buffer;
}

export interface SignedPart {
  readonly name: string;
  readonly value: string;
}

/** A part of the string to sign. The value of a key part is the making's key. */
export interface MadePart extends SignedPart {
  readonly isKey?: true;
}

/** `values` are concatenated, `pairs` are `name=value`, `colons` `name:value`, `named` `namevalue`; `json` is an object, `spaced json` one with blanks. */
type PartStyle = 'values' | 'pairs' | 'colons' | 'named' | 'json' | 'spaced json';

/** What stands between a name and its value. */
const BETWEEN: Readonly<Record<PartStyle, string>> = {
  values: '',
  pairs: '=',
  colons: ':',
  named: '',
  json: ':',
  'spaced json': ': ',
};

export interface Digest {
  /** In words: `HMAC-MD5`. */
  readonly name: string;
  /** In bytes. */
  readonly length: number;
  /** Whether it takes the key beside the text. */
  readonly isKeyed: boolean;
  readonly make: (text: string | Buffer, key: string | Buffer) => string;
}

/** The place of the key among the parts. */
export const KEY_PART: MadePart = { name: 'key', value: '', isKey: true };

/** Lengths and HMAC's block lengths in bytes; the usual ones first. */
const DIGESTS = [
  { algorithm: 'md5', name: 'MD5', length: 16, block: 64 },
  { algorithm: 'sha1', name: 'SHA-1', length: 20, block: 64 },
  { algorithm: 'sha224', name: 'SHA-224', length: 28, block: 64 },
  { algorithm: 'sha256', name: 'SHA-256', length: 32, block: 64 },
  { algorithm: 'sm3', name: 'SM3', length: 32, block: 64 },
  { algorithm: 'sha384', name: 'SHA-384', length: 48, block: 128 },
  { algorithm: 'sha512', name: 'SHA-512', length: 64, block: 128 },
  { algorithm: 'sha512-224', name: 'SHA-512/224', length: 28, block: 128 },
  { algorithm: 'sha512-256', name: 'SHA-512/256', length: 32, block: 128 },
  { algorithm: 'sha3-224', name: 'SHA3-224', length: 28, block: 144 },
  { algorithm: 'sha3-256', name: 'SHA3-256', length: 32, block: 136 },
  { algorithm: 'sha3-384', name: 'SHA3-384', length: 48, block: 104 },
  { algorithm: 'sha3-512', name: 'SHA3-512', length: 64, block: 72 },
  { algorithm: 'blake2s256', name: 'BLAKE2s', length: 32, block: 64 },
  { algorithm: 'blake2b512', name: 'BLAKE2b', length: 64, block: 128 },
  { algorithm: 'ripemd160', name: 'RIPEMD-160', length: 20, block: 64 },
] as const;

export type DigestAlgorithm = (typeof DIGESTS)[number]['algorithm'];

/** Those that this build of Node has. */
export const DIGEST_ALGORITHMS: readonly DigestAlgorithm[] = DIGESTS.map(({ algorithm }) => algorithm).filter((algorithm) =>
  getHashes().includes(algorithm),
);

/** What services that sign requests ask for. */
export const USUAL_DIGESTS: readonly DigestAlgorithm[] = ['md5', 'sha1', 'sha256', 'sha512', 'sm3'];

export function plainDigest(wanted: DigestAlgorithm): Digest {
  const { name, length } = rowOf(wanted);
  return { name, length, isKeyed: false, make: (text) => hash(wanted, text, 'hex') };
}

export function hmacDigest(wanted: DigestAlgorithm): Digest {
  const { name, length } = rowOf(wanted);
  return {
    name: `HMAC-${name.replace(/^SHA-/, 'SHA')}`,
    length,
    isKeyed: true,
    make: new Hmac(wanted).make,
  };
}

/** HMAC by two plain digests, which takes half the time of node:crypto's. A search makes thousands with a few keys. */
class Hmac {
  readonly #algorithm: DigestAlgorithm;
  readonly #block: number;
  /** By key. The pads of an ASCII key are ASCII, so that the inner one can stand before a text. */
  readonly #pads = new Map<string, { readonly inner: string; readonly outer: Buffer }>();

  constructor(algorithm: DigestAlgorithm) {
    this.#algorithm = algorithm;
    this.#block = rowOf(algorithm).block;
  }

  readonly make = (text: string | Buffer, key: string | Buffer): string => {
    if (
      typeof text !== 'string' ||
      typeof key !== 'string' ||
      key === '' ||
      key.length > this.#block ||
      !isAscii(Buffer.from(key))
    ) {
      return createHmac(this.#algorithm, key).update(text).digest('hex');
    }
    const { inner, outer } = this.#pads.get(key) ?? this.#padsOf(key);
    outer.set(hash(this.#algorithm, inner + text, 'buffer'), this.#block);
    return hash(this.#algorithm, outer, 'hex');
  };

  #padsOf(key: string): { readonly inner: string; readonly outer: Buffer } {
    const padded = Buffer.alloc(this.#block);
    padded.write(key);
    const pad = (byte: number): Buffer => Buffer.from(padded.map((own) => own ^ byte));
    const pads = {
      inner: pad(0x36).toString('latin1'),
      outer: Buffer.concat([pad(0x5c), Buffer.alloc(rowOf(this.#algorithm).length)]),
    };
    this.#pads.set(key, pads);
    return pads;
  }
}

function rowOf(wanted: DigestAlgorithm): (typeof DIGESTS)[number] {
  return DIGESTS.find(({ algorithm }) => algorithm === wanted) ?? DIGESTS[0];
}

/** The signature in lower-case hex. */
export function madeBy(making: Making): string {
  return making.digest.make(bytesOf(making), making.key.value);
}

/** The string that is signed; a key of bytes cannot be part of a string. */
function bytesOf(making: Making): string | Buffer {
  const { key, charset, parts } = making;
  if (typeof key.value !== 'string' && parts.some(({ isKey }) => isKey)) {
    return putBetween(aroundKey(making), key.value);
  }
  const text = textOf(making);
  if (charset === 'utf8') {
    return text;
  }
  return wideBytes(text, charset);
}

/** The text in a charset whose characters have two or four bytes. */
export function wideBytes(text: string, charset: Exclude<Charset, 'utf8'>): Buffer {
  const wide = charset.startsWith('utf32')
    ? Buffer.from(Uint32Array.from(text, (character) => character.codePointAt(0) ?? 0).buffer)
    : Buffer.from(text, 'utf16le');
  return { utf16le: () => wide, utf32le: () => wide, utf16be: () => wide.swap16(), utf32be: () => wide.swap32() }[charset]();
}

/** Stands in no value: requests are JSON, and one with it is refused before its signature is judged. */
const KEY_PLACE = '\u{10FFFF}';

/** The string to sign without the key, in two pieces where the key stands between them. */
export function aroundKey(making: Making): readonly string[] {
  return textOf({ ...making, key: { name: '', value: KEY_PLACE } }).split(KEY_PLACE);
}

/** The string to sign again, of its pieces and the key. */
export function putBetween(pieces: readonly string[], key: string | Buffer): string | Buffer {
  return typeof key === 'string'
    ? pieces.join(key)
    : Buffer.concat(pieces.flatMap((piece, at) => (at === 0 ? [Buffer.from(piece)] : [key, Buffer.from(piece)])));
}

export function textOf(making: Making): string {
  return making.style === 'values'
    ? joinedValues(making)
    : write(making, ({ value, isKey }) => (isKey ? making.key.value.toString() : value));
}

/** What `write` does for values, many thousand times in a search. */
function joinedValues({ parts, joiner, beforeKey, start, ending, key }: Making): string {
  let text = start;
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at];
    if (at > 0) {
      text += part?.isKey === true && beforeKey !== null ? beforeKey : joiner;
    }
    text += part?.isKey === true ? key.value.toString() : part?.value;
  }
  return text + ending;
}

/** Writes the string to sign with the parts as `show` has them. */
export function write(
  { parts, style, joiner, between: ofPairs, beforeKey, start, ending }: Making,
  show: (part: MadePart) => string,
  shownJoiner = joiner,
): string {
  let text = start;
  if (style === 'json' || style === 'spaced json') {
    const isPlain = ({ isKey }: MadePart): boolean => isKey !== true;
    const members = parts
      .filter(isPlain)
      .map((part) => `${JSON.stringify(part.name)}${BETWEEN[style]}${JSON.stringify(show(part))}`);
    const keys = parts.filter((part) => !isPlain(part)).map((part) => `${beforeKey ?? ''}${show(part)}`);
    return `${start}{${members.join(style === 'json' ? ',' : ', ')}}${keys.join('')}${ending}`;
  }
  for (const [index, part] of parts.entries()) {
    const isKey = part.isKey === true;
    const between = isKey && beforeKey !== null ? beforeKey : shownJoiner;
    const named = isKey || style === 'values' ? '' : `${part.name}${ofPairs ?? BETWEEN[style]}`;
    text += `${index === 0 ? '' : between}${named}${show(part)}`;
  }
  return text + ending;
}
