import colours from 'picocolors';

type Paint = (text: string) => string;

/** Colour only says what the words say: a line is painted by its first word, and picocolors leaves it plain where nobody looks. */
const PAINTS: readonly (readonly [RegExp, Paint])[] = [
  [/^( {2})(pass|killed)(?= )/, colours.green],
  [/^( {2})(fail|survived|suite-error)(?= )/, colours.red],
  [/^( {2})(warn|inconclusive|env-error|open)(?= )/, colours.yellow],
  [/^( {2})(skipped|unimplemented|not-claimed)(?= )/, colours.dim],
];

/** A line of a run, its verdict in colour. */
export const coloured = (line: string): string => {
  for (const [pattern, paint] of PAINTS) {
    if (pattern.test(line)) {
      return line.replace(pattern, (_whole, indent: string, word: string) => `${indent}${paint(word)}`);
    }
  }
  return line;
};
