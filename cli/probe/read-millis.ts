import { InvalidArgumentError } from 'commander';

/** A time on the command line: a whole number of milliseconds, at least one. */
export function readMillis(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value) || value < 1) {
    throw new InvalidArgumentError('It is a whole number of milliseconds, at least 1.');
  }
  return value;
}
