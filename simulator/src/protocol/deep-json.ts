/** What is still to be written: a piece of text, or a value. */
type Left = { readonly text: string } | { readonly value: unknown };

/**
 * JSON.stringify of what JSON.parse made, whatever its depth: JSON.stringify itself overflows the stack at some thousand levels, and a body of 16 KiB has
 * eight thousand (wire.md §0: any depth is read).
 */
export function deepJson(value: unknown): string {
  let written = '';
  const left: Left[] = [{ value }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if ('text' in next) {
      written += next.text;
    } else if (Array.isArray(next.value)) {
      left.push(...arrayPieces(next.value));
    } else if (typeof next.value === 'object' && next.value !== null) {
      left.push(...objectPieces(next.value));
    } else {
      written += JSON.stringify(next.value);
    }
  }
  return written;
}

/** The last piece first: they are taken from the end. */
function arrayPieces(values: readonly unknown[]): Left[] {
  const pieces = values.flatMap((value, index): Left[] => [{ text: index === 0 ? '[' : ',' }, { value }]);
  return [...(pieces.length === 0 ? [{ text: '[' }] : pieces), { text: ']' }].reverse();
}

function objectPieces(object: object): Left[] {
  const pieces = Object.entries(object).flatMap(([name, value], index): Left[] => [
    { text: `${index === 0 ? '{' : ','}${JSON.stringify(name)}:` },
    { value },
  ]);
  return [...(pieces.length === 0 ? [{ text: '{' }] : pieces), { text: '}' }].reverse();
}
