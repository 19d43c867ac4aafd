const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

const two = (value: number) => String(value).padStart(2, '0');

/** strftime's letters, as far as tools ask for them; local time. */
const letters: Readonly<Record<string, (date: Date) => string>> = {
  a: (date) => weekdays[date.getDay()] ?? '',
  b: (date) => months[date.getMonth()] ?? '',
  d: (date) => two(date.getDate()),
  e: (date) => String(date.getDate()).padStart(2, ' '),
  F: (date) => formatDate(date, '%Y-%m-%d'),
  H: (date) => two(date.getHours()),
  M: (date) => two(date.getMinutes()),
  m: (date) => two(date.getMonth() + 1),
  N: (date) => String(date.getMilliseconds()).padStart(3, '0').padEnd(9, '0'),
  S: (date) => two(date.getSeconds()),
  s: (date) => String(Math.floor(date.getTime() / 1000)),
  T: (date) => formatDate(date, '%H:%M:%S'),
  Y: (date) => String(date.getFullYear()),
  y: (date) => two(date.getFullYear() % 100),
  Z: (date) => zoneName(date),
  z: (date) => zoneOffset(date),
  '%': () => '%',
};

/** An unknown letter stays as it is. */
export function formatDate(date: Date, format: string): string {
  return format.replace(/%([A-Za-z%])/g, (whole, letter: string) => letters[letter]?.(date) ?? whole);
}

function zoneName(date: Date): string {
  const parts = new Intl.DateTimeFormat('en', { timeZoneName: 'short' }).formatToParts(date);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? 'UTC';
}

function zoneOffset(date: Date): string {
  const minutes = -date.getTimezoneOffset();
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
}
