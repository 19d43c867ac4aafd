import { posixRegex } from './posix-regex.ts';

/** A value of awk: a number, a text, or a text from the input that may count as a number. */
export type AwkValue = number | string | AwkInput;

/** A field or another text from outside. It compares as a number if it looks like one. */
export class AwkInput {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  get isNumeric(): boolean {
    return /^\s*[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?\s*$/.test(this.text);
  }
}

export function toNumber(value: AwkValue): number {
  if (typeof value === 'number') {
    return value;
  }
  const text = typeof value === 'string' ? value : value.text;
  return Number(/^\s*([-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?)/.exec(text)?.[1] ?? 0);
}

/** `format` is CONVFMT or OFMT. */
export function toText(value: AwkValue, format = '%.6g'): string {
  if (typeof value !== 'number') {
    return typeof value === 'string' ? value : value.text;
  }
  if (Number.isInteger(value)) {
    return String(value);
  }
  const digits = Number(/%\.(\d+)[gfe]/.exec(format)?.[1] ?? 6);
  return format.endsWith('f') ? value.toFixed(digits) : String(Number(value.toPrecision(digits)));
}

export function isTrue(value: AwkValue): boolean {
  if (typeof value === 'number') {
    return value !== 0;
  }
  if (typeof value === 'string') {
    return value !== '';
  }
  return value.isNumeric ? toNumber(value) !== 0 : value.text !== '';
}

/** Negative, 0 or positive. Numbers compare as numbers, all else as text. */
export function compareValues(left: AwkValue, right: AwkValue): number {
  const isNumber = (value: AwkValue) => typeof value === 'number' || (value instanceof AwkInput && value.isNumeric);
  if (isNumber(left) && isNumber(right)) {
    return toNumber(left) - toNumber(right);
  }
  const [first, second] = [toText(left), toText(right)];
  return Number(first > second) - Number(first < second);
}

export function awkRegex(source: string, flags = ''): RegExp {
  return posixRegex(source, { kind: 'extended', flags, exitCode: 2 });
}

/** Splits a record: a blank takes all white space together, one letter stands for itself, all else is an expression. */
export function splitText(text: string, separator: string): string[] {
  if (separator === ' ') {
    const trimmed = text.trim();
    return trimmed === '' ? [] : trimmed.split(/\s+/);
  }
  if (text === '') {
    return [];
  }
  if (separator === '') {
    return [...text];
  }
  return separator.length === 1 && separator !== '\\' ? text.split(separator) : text.split(awkRegex(separator));
}
