import { InvalidArgumentError } from 'commander';

/** How many times as fast as real time a clock runs. */
export function parseRate(text: string): number {
  const rate = Number(text);
  if (text.trim() === '' || !(rate > 0 && rate <= 100_000)) {
    throw new InvalidArgumentError(
      'a rate is a number above 0, up to 100000 (what stops it: quhao clock freeze, or serve --freeze).',
    );
  }
  return rate;
}
