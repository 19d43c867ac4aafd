/** Rows in columns as wide as their widest cell; the last column is as long as it is. Widths count characters without colour codes. */
export function tableText(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_cell, column) => Math.max(...rows.map((row) => plainLength(row[column] ?? ''))));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === row.length - 1 ? cell : cell + ' '.repeat((widths[column] ?? 0) - plainLength(cell))))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function plainLength(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes begin with one.
  return text.replaceAll(/\u001b\[\d+m/g, '').length;
}
