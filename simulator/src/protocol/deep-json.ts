/** A piece of text or a value that must still be written. */
type Pending = { readonly text: string } | { readonly value: unknown };

/**
 * JSON.stringify of what JSON.parse made, whatever its depth: JSON.stringify itself overflows the stack at some thousand levels, and a body of 16 KiB has
 * eight thousand (wire.md §0: any depth is read).
 */
export function deepJson(value: unknown): string {
  let written = '';
  const pending: Pending[] = [{ value }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if ('text' in next) {
      written += next.text;
    } else if (Array.isArray(next.value)) {
      pending.push(...arrayPieces(next.value));
    } else if (typeof next.value === 'object' && next.value !== null) {
      pending.push(...objectPieces(next.value));
    } else {
      written += JSON.stringify(next.value);
    }
  }
  return written;
}

/** Last piece first: pieces are taken from the end. */
function arrayPieces(values: readonly unknown[]): Pending[] {
  const pieces = values.flatMap((value, index): Pending[] => [{ text: index === 0 ? '[' : ',' }, { value }]);
  return [...(pieces.length === 0 ? [{ text: '[' }] : pieces), { text: ']' }].reverse();
}

function objectPieces(object: object): Pending[] {
  const pieces = Object.entries(object).flatMap(([name, value], index): Pending[] => [
    { text: `${index === 0 ? '{' : ','}${JSON.stringify(name)}:` },
    { value },
  ]);
  return [...(pieces.length === 0 ? [{ text: '{' }] : pieces), { text: '}' }].reverse();
}
