import { InvalidArgumentError } from 'commander';

/** A device of `adb devices`. An empty text is a script's variable that was never set: it must not mean the virtual handset. */
export function parseSerial(text: string): string {
  if (text.trim() === '') {
    throw new InvalidArgumentError('It is empty; adb devices lists serials.');
  }
  return text;
}
