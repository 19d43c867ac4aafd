const COLUMNS = 100;

export interface Wrapping {
  readonly indent: string;
  readonly joiner: string;
}

/** Items in lines of at most 100 columns; an item is never cut. */
export function wrapItems(items: readonly string[], { indent, joiner }: Wrapping): readonly string[] {
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    const longer = `${last}${joiner}${item}`;
    if (last === undefined || longer.length > COLUMNS) {
      lines.push(`${indent}${item}`);
    } else {
      lines[lines.length - 1] = longer;
    }
  }
  return lines;
}
