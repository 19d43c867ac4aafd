import { decodeEscapes } from '../language/escapes.ts';
import { quoteWord } from '../language/quote-word.ts';

export interface Formatted {
  readonly text: string;
  /** Arguments that are no numbers where one is needed. */
  readonly bad: readonly string[];
}

const CONVERSION = /%(?:%|([-+ #0]*)(\*|[1-9]\d*)?(?:\.(\*|\d*))?[hlLjzt]*([diouxXeEfFgGcsbq]))/g;

interface Conversion {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | null;
  readonly letter: string;
}

/** Fills a format of `printf`. The format is used again until no argument is left. */
export function formatPrintf(format: string, values: readonly string[]): Formatted {
  const pending = [...values];
  const bad: string[] = [];
  let text = '';
  let count: number;
  do {
    count = pending.length;
    const round = fillOnce(format, pending, bad);
    text += round.text;
    if (round.ends) {
      break;
    }
  } while (pending.length > 0 && pending.length < count);
  return { text, bad };
}

function fillOnce(format: string, pending: string[], bad: string[]): { readonly text: string; readonly ends: boolean } {
  let result = '';
  let offset = 0;
  for (const match of format.matchAll(CONVERSION)) {
    const literal = decodeUntilStop(format.slice(offset, match.index));
    result += literal.text;
    if (literal.ends) {
      return { text: result, ends: true };
    }
    offset = match.index + match[0].length;
    if (match[0] === '%%') {
      result += '%';
      continue;
    }
    const [, flags = '', width = '', precision, letter = ''] = match;
    const size = (text: string) => Number(text === '*' ? (pending.shift() ?? 0) : text) || 0;
    const first = size(width);
    const conversion = {
      flags: first < 0 ? `${flags}-` : flags,
      width: Math.abs(first),
      precision: precision === undefined ? null : size(precision),
      letter,
    };
    const piece = convert(conversion, pending.shift(), bad);
    result += piece.text;
    if (piece.ends) {
      return { text: result, ends: true };
    }
  }
  const rest = decodeUntilStop(format.slice(offset));
  return { text: result + rest.text, ends: rest.ends };
}

/** Escapes of a text. `\c` ends all output. */
function decodeUntilStop(text: string): { readonly text: string; readonly ends: boolean } {
  const stop = /(?:^|[^\\])(?:\\\\)*\\c/.exec(text);
  const kept = stop === null ? text : text.slice(0, stop.index + stop[0].length - 2);
  return { text: decodeEscapes(kept).text.replaceAll('\\"', '"').replaceAll("\\'", "'"), ends: stop !== null };
}

function convert(
  conversion: Conversion,
  value: string | undefined,
  bad: string[],
): { readonly text: string; readonly ends: boolean } {
  const { letter, precision } = conversion;
  switch (letter) {
    case 's':
      return { text: pad((value ?? '').slice(0, precision ?? undefined), conversion), ends: false };
    case 'b': {
      const decoded = decodeUntilStop(value ?? '');
      return { text: pad(decoded.text, conversion), ends: decoded.ends };
    }
    case 'q':
      return { text: pad(quoteWord(value ?? ''), conversion), ends: false };
    case 'c':
      return { text: pad((value ?? '').charAt(0), conversion), ends: false };
    default:
      return { text: formatNumber(conversion, value, bad), ends: false };
  }
}

function formatNumber(conversion: Conversion, value: string | undefined, bad: string[]): string {
  const { letter, flags, precision } = conversion;
  if (/[eEfFgG]/.test(letter)) {
    return signed(floatText(Number(value ?? 0) || 0, letter, precision ?? 6), conversion);
  }
  const number = integerOf(value, bad);
  const isSigned = letter === 'd' || letter === 'i';
  const unsigned = isSigned ? number : BigInt.asUintN(64, number);
  const radix = { o: 8, x: 16, X: 16 }[letter] ?? 10;
  const digits = (unsigned < 0n ? -unsigned : unsigned).toString(radix).padStart(precision ?? 0, '0');
  const mark = flags.includes('#') && number !== 0n ? ({ o: '0', x: '0x', X: '0X' }[letter] ?? '') : '';
  const text = `${unsigned < 0n ? '-' : ''}${mark}${letter === 'X' ? digits.toUpperCase() : digits}`;
  return signed(text, precision === null ? conversion : { ...conversion, flags: flags.replaceAll('0', '') });
}

function floatText(number: number, letter: string, precision: number): string {
  const lower = letter.toLowerCase();
  if (lower === 'f') {
    return number.toFixed(precision);
  }
  const exponential = (text: string) => text.replace(/e([-+])(\d)$/, 'e$10$2');
  if (lower === 'e') {
    return exponential(number.toExponential(precision));
  }
  const short = Number(number.toPrecision(Math.max(precision, 1)));
  return Math.abs(short) >= 10 ** precision || (short !== 0 && Math.abs(short) < 1e-4)
    ? exponential(short.toExponential())
    : String(short);
}

function integerOf(value: string | undefined, bad: string[]): bigint {
  const text = (value ?? '0').trim();
  if (/^["']/.test(text)) {
    return BigInt(text.codePointAt(1) ?? 0);
  }
  const [, sign, digits = ''] = /^([-+]?)(0[xX][0-9a-fA-F]+|\d+)/.exec(text) ?? [];
  if (digits.length + (sign?.length ?? 0) !== text.length || digits === '') {
    bad.push(value ?? '');
  }
  const isOctal = /^0[0-7]+$/.test(digits);
  const number = digits === '' ? 0n : BigInt(isOctal ? `0o${digits.slice(1)}` : digits);
  return sign === '-' ? -number : number;
}

function signed(text: string, conversion: Conversion): string {
  const { flags } = conversion;
  const plus = flags.includes('+') ? '+' : '';
  const sign = flags.includes(' ') && plus === '' ? ' ' : plus;
  return pad(text.startsWith('-') ? text : `${sign}${text}`, conversion);
}

function pad(text: string, { flags, width, letter }: Conversion): string {
  if (flags.includes('-')) {
    return text.padEnd(width);
  }
  if (flags.includes('0') && /[diouxXeEfFgG]/.test(letter)) {
    const [, sign = '', digits = ''] = /^([-+ ]?(?:0[xX])?)(.*)$/s.exec(text) ?? [];
    return `${sign}${digits.padStart(width - sign.length, '0')}`;
  }
  return text.padStart(width);
}
