import { InvalidArgumentError } from 'commander';

/** A whole number, 0 or more. */
export function parseCount(text: string): number {
  if (!/^\d{1,15}$/.test(text.trim())) {
    throw new InvalidArgumentError('it is a whole number.');
  }
  return Number(text);
}
