/** The document that a command with `--json` prints: one, indented. Commands that run on print a line for each thing that happens. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
