import { messageOf } from '../../errors.ts';
import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { parseOptions, UsageError } from '../options.ts';
import { readLines } from '../text-io.ts';
import { forEachInput } from './inputs.ts';

const EXIT_ERROR = 2;

/** `grep [-iEFqvconwh] PATTERN [FILE…]`. Exits with 0 when a line matched, 1 when none did, 2 after an error. */
export const grep: CommandRow = {
  name: 'grep',
  async run(call) {
    const { flags, values, rest } = parseOptions(call.args, {
      flags: ['-i', '-E', '-F', '-q', '-v', '-c', '-o', '-n', '-w', '-h'],
      values: ['-e'],
    });
    const pattern = values.get('-e') ?? rest[0];
    const paths = values.has('-e') ? rest : rest.slice(1);
    if (pattern === undefined) {
      throw new UsageError('needs a pattern', EXIT_ERROR);
    }
    const matcher = toMatcher(pattern, flags);
    let total = 0;
    const code = await forEachInput(call, paths, async (source, path) => {
      let count = 0;
      let number = 0;
      for await (const line of readLines(source)) {
        number += 1;
        const matches = line.match(matcher);
        if ((matches === null) !== flags.has('-v')) {
          continue;
        }
        count += 1;
        if (!flags.has('-q') && !flags.has('-c')) {
          const prefix = `${paths.length > 1 && !flags.has('-h') ? `${path}:` : ''}${flags.has('-n') ? `${number}:` : ''}`;
          const shown = flags.has('-o') && matches !== null ? matches : [line];
          await call.print(shown.map((each) => `${prefix}${each}\n`).join(''));
        }
      }
      total += count;
      if (flags.has('-c')) {
        await call.print(`${count}\n`);
      }
    });
    if (code !== EXIT_CODES.ok) {
      return EXIT_ERROR;
    }
    return total > 0 ? EXIT_CODES.ok : EXIT_CODES.failure;
  },
};

function toMatcher(pattern: string, flags: ReadonlySet<string>): RegExp {
  const plain = flags.has('-F')
    ? pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    : fromPosix(pattern, flags.has('-E') ? 'extended' : 'basic');
  const source = flags.has('-w') ? `\\b(?:${plain})\\b` : plain;
  try {
    return new RegExp(source, flags.has('-i') ? 'gi' : 'g');
  } catch (error) {
    throw new UsageError(`bad pattern '${pattern}': ${messageOf(error)}`, EXIT_ERROR);
  }
}

/** In basic patterns, `+ ? | ( ) { }` are literal, and special after a backslash. */
function fromPosix(pattern: string, kind: 'basic' | 'extended'): string {
  const classes = pattern
    .replaceAll('[:digit:]', '0-9')
    .replaceAll('[:space:]', '\\s')
    .replaceAll('[:alpha:]', 'A-Za-z')
    .replaceAll('[:alnum:]', 'A-Za-z0-9');
  return kind === 'extended'
    ? classes
    : classes.replace(/\\?[+?|(){}]/g, (each) => (each.startsWith('\\') ? each.slice(1) : `\\${each}`));
}
