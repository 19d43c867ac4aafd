import colours from 'picocolors';

type Paint = (text: string) => string;

/** The colour of each verdict, which only repeats what the word says. picocolors leaves it out where the output is not a terminal. */
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
