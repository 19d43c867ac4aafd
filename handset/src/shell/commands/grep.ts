import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { parseOptions, UsageError } from '../options.ts';
import { readLines } from '../text-io.ts';
import { forEachInput } from './inputs.ts';

/** `grep [-iEFqvcono] PATTERN [FILE…]`; 0 where a line matched, 1 where none did, 2 for a fault. */
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
      throw new UsageError('needs a pattern', 2);
    }
    const matcher = toMatcher(pattern, flags);
    let found = 0;
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
      found += count;
      if (flags.has('-c')) {
        await call.print(`${count}\n`);
      }
    });
    if (code !== EXIT_CODES.ok) {
      return 2;
    }
    return found > 0 ? EXIT_CODES.ok : EXIT_CODES.failure;
  },
};

function toMatcher(pattern: string, flags: ReadonlySet<string>): RegExp {
  const plain = flags.has('-F')
    ? pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    : fromPosix(pattern, flags.has('-E') ? 'extended' : 'basic');
  const source = flags.has('-w') ? `\\b(?:${plain})\\b` : plain;
  try {
    return new RegExp(source, flags.has('-i') ? 'gi' : 'g');
  } catch (cause) {
    throw new UsageError(`bad pattern '${pattern}': ${cause instanceof Error ? cause.message : String(cause)}`, 2);
  }
}

/** In basic patterns `+ ? | ( ) { }` are plain letters, and special with a backslash. */
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
