/** `1 fault`, `2 faults`: a count with its noun. */
export function countWords(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
