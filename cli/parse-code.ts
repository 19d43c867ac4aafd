import { codesNamed, nearestCodes } from '../simulator/src/model/explain-code.ts';
import { CliError } from './cli-error.ts';
import { EXIT_USAGE } from './exit-codes.ts';

const NUMBER = /^\d{3}(?:\d{3})?$/;

/** Whether a text is a result code by number or name. A number that nobody lists is one too: a rule may answer with any. */
export function isCode(text: string): boolean {
  return NUMBER.test(text) || codesNamed(text).length > 0;
}

/** The number of a result code that is given by number or name. */
export function parseCode(text: string): string {
  const [code = NUMBER.test(text) ? text : undefined] = codesNamed(text);
  if (code === undefined) {
    const near = nearestCodes(text).map((row) => `${row.code} ${row.name}`);
    const advice = near.length === 0 ? 'quhao explain lists them' : `nearest: ${near.join(', ')}`;
    throw new CliError(`${text} is no result code; ${advice}`, EXIT_USAGE);
  }
  return code;
}
