/** Bytes in both directions of each interface, from `/proc/net/dev`. */
export function parseInterfaceBytes(text: string): ReadonlyMap<string, number> {
  const rows = text.split('\n').flatMap((line): readonly (readonly [string, number])[] => {
    const [, name, rest = ''] = /^\s*([^\s:|]+):\s*(.*)$/.exec(line) ?? [];
    const numbers = rest.trim().split(/\s+/).map(Number);
    const [received = 0, , , , , , , , sent = 0] = numbers;
    return name === undefined || numbers.length < 9 ? [] : [[name, received + sent]];
  });
  return new Map(rows);
}
