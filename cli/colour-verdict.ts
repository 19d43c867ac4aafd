import { createColors } from 'picocolors';

type Paint = (text: string) => string;

/**
 * Whether output is coloured: where a person reads it (a terminal), or where FORCE_COLOR asks for it, and never where NO_COLOR forbids it.
 * A CI job gets plain words, since scripts read the lines of its log; picocolors alone would colour wherever the variable CI is set.
 */
export function isColoured(env: NodeJS.ProcessEnv, stream: { readonly isTTY?: boolean }): boolean {
  if ((env['NO_COLOR'] ?? '') !== '') {
    return false;
  }
  const forced = env['FORCE_COLOR'] ?? '';
  return forced === '' ? stream.isTTY === true && env['TERM'] !== 'dumb' : forced !== '0';
}

const colours = createColors(isColoured(process.env, process.stdout));

/** The colour of each verdict, which only repeats what the word says. */
const PAINTS: readonly (readonly [RegExp, Paint])[] = [
  [/^( {2})(pass|killed)(?= )/, colours.green],
  [/^( {2})(fail|survived|suite-error)(?= )/, colours.red],
  [/^( {2})(warn|inconclusive|env-error|open)(?= )/, colours.yellow],
  [/^( {2})(skipped|unimplemented|not-claimed|not-reached)(?= )/, colours.dim],
];

/** Colours the verdict at the beginning of a line; other lines stay as they are. */
export function colourVerdict(line: string): string {
  for (const [pattern, paint] of PAINTS) {
    if (pattern.test(line)) {
      return line.replace(pattern, (_whole, indent: string, word: string) => `${indent}${paint(word)}`);
    }
  }
  return line;
}
