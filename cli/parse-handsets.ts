import { InvalidArgumentError } from 'commander';

/** Each of them is a JVM that has about 350 MB. */
const MOST = 8;

/** How many virtual handsets: 1 to 8. */
export function parseHandsets(text: string): number {
  const count = Number(text);
  if (!/^\d$/.test(text.trim()) || count < 1 || count > MOST) {
    throw new InvalidArgumentError(`it is a whole number from 1 to ${MOST}.`);
  }
  return count;
}
