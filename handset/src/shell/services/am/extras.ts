import { UsageError } from '../../options.ts';

/** An extra of an intent: its type in a Bundle, and its value as text (null without one, a list for arrays). */
export type Extra = readonly [type: ExtraType, value: string | readonly string[] | null];

type ExtraType =
  | 'string'
  | 'boolean'
  | 'int'
  | 'long'
  | 'float'
  | 'double'
  | 'uri'
  | 'component'
  | 'array'
  | 'list'
  | NumberArray;
type NumberArray = `${'int' | 'long' | 'float' | 'double'}-${'array' | 'list'}`;

type Read = (text: string) => Extra;

/** The options of AOSP's Intent.parseCommandArgs that take a key and a value. */
const READERS: Readonly<Record<string, Read>> = {
  '-e': (text) => ['string', text],
  '--es': (text) => ['string', text],
  '--ez': (text) => ['boolean', String(toBoolean(text))],
  '--ei': (text) => ['int', whole(text, 32)],
  '--el': (text) => ['long', whole(text, 64)],
  '--ef': (text) => ['float', decimal(text)],
  '--ed': (text) => ['double', decimal(text)],
  '--eu': (text) => ['uri', text],
  '--ecn': (text) => ['component', text],
  '--esa': (text) => ['array', texts(text)],
  '--esal': (text) => ['list', texts(text)],
  '--eia': (text) => ['int-array', numbers(text, (each) => whole(each, 32))],
  '--eial': (text) => ['int-list', numbers(text, (each) => whole(each, 32))],
  '--ela': (text) => ['long-array', numbers(text, (each) => whole(each, 64))],
  '--elal': (text) => ['long-list', numbers(text, (each) => whole(each, 64))],
  '--efa': (text) => ['float-array', numbers(text, decimal)],
  '--efal': (text) => ['float-list', numbers(text, decimal)],
  '--eda': (text) => ['double-array', numbers(text, decimal)],
  '--edal': (text) => ['double-list', numbers(text, decimal)],
};

/** Reads the key and the value of an option; null for an option of another kind. */
export function readExtra(option: string, next: () => string): readonly [key: string, extra: Extra] | null {
  if (option === '--esn') {
    return [next(), ['string', null]];
  }
  const read = Object.hasOwn(READERS, option) ? READERS[option] : undefined;
  if (read === undefined) {
    return null;
  }
  const key = next();
  return [key, read(next())];
}

/** As Integer.decode and Long.valueOf; the first also reads hexadecimal. */
function whole(text: string, bits: 32 | 64): string {
  const isWritten = bits === 32 ? /^[-+]?(0x[0-9a-f]+|#[0-9a-f]+|\d+)$/i.test(text) : /^[-+]?\d+$/.test(text);
  if (!isWritten) {
    throw notANumber(text);
  }
  const digits = text.replace(/^[-+]/, '').replace(/^#/, '0x');
  const value = BigInt(digits) * (text.startsWith('-') ? -1n : 1n);
  if (BigInt.asIntN(bits, value) !== value) {
    throw notANumber(text);
  }
  return String(value);
}

function decimal(text: string): string {
  if (text.trim() === '' || Number.isNaN(Number(text))) {
    throw notANumber(text);
  }
  return text;
}

function notANumber(text: string): UsageError {
  return new UsageError(`java.lang.NumberFormatException: For input string: "${text}"`);
}

function numbers(text: string, read: (each: string) => string): string[] {
  return text.split(',').map((each) => read(each));
}

/** A comma after a backslash is a part of the text. */
function texts(text: string): string[] {
  return text.split(/(?<!\\),/).map((each) => each.replaceAll('\\,', ','));
}

function toBoolean(text: string): boolean {
  const isTrue = /^(true|t|1)$/i.test(text);
  if (!isTrue && !/^(false|f|0)$/i.test(text)) {
    throw new UsageError(`Invalid boolean value: ${text}`);
  }
  return isTrue;
}
