const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** The letters of strftime that tools use, in local time. */
const LETTERS: Readonly<Record<string, (date: Date) => string>> = {
  a: (date) => WEEKDAYS[date.getDay()] ?? '',
  b: (date) => MONTHS[date.getMonth()] ?? '',
  d: (date) => twoDigits(date.getDate()),
  e: (date) => String(date.getDate()).padStart(2, ' '),
  F: (date) => formatDate(date, '%Y-%m-%d'),
  H: (date) => twoDigits(date.getHours()),
  h: (date) => MONTHS[date.getMonth()] ?? '',
  I: (date) => twoDigits(date.getHours() % 12 || 12),
  j: (date) =>
    String(
      Math.floor(
        (Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) - Date.UTC(date.getFullYear(), 0, 0)) / 86_400_000,
      ),
    ).padStart(3, '0'),
  M: (date) => twoDigits(date.getMinutes()),
  m: (date) => twoDigits(date.getMonth() + 1),
  N: (date) => String(date.getMilliseconds()).padStart(3, '0').padEnd(9, '0'),
  n: () => '\n',
  p: (date) => (date.getHours() < 12 ? 'AM' : 'PM'),
  R: (date) => formatDate(date, '%H:%M'),
  S: (date) => twoDigits(date.getSeconds()),
  s: (date) => String(Math.floor(date.getTime() / 1000)),
  t: () => '\t',
  T: (date) => formatDate(date, '%H:%M:%S'),
  u: (date) => String(date.getDay() || 7),
  w: (date) => String(date.getDay()),
  Y: (date) => String(date.getFullYear()),
  y: (date) => twoDigits(date.getFullYear() % 100),
  Z: (date) => zoneName(date),
  z: (date) => zoneOffset(date),
  '%': () => '%',
};

/** Formats a date like strftime. An unknown letter stays as it is. */
export function formatDate(date: Date, format: string): string {
  return format.replace(/%([A-Za-z%])/g, (whole, letter: string) => LETTERS[letter]?.(date) ?? whole);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

function zoneName(date: Date): string {
  const parts = new Intl.DateTimeFormat('en', { timeZoneName: 'short' }).formatToParts(date);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? 'UTC';
}

function zoneOffset(date: Date): string {
  const minutes = -date.getTimezoneOffset();
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}${twoDigits(size % 60)}`;
}
