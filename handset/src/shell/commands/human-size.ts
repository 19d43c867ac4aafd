const UNITS = ['', 'K', 'M', 'G', 'T'] as const;

/** A size as toybox prints it with `-h`: `4.0K`, `12M`. */
export function humanSize(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${unit > 0 && size < 10 ? size.toFixed(1) : Math.round(size)}${UNITS[unit]}`;
}
