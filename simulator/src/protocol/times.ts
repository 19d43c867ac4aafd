/** `yyyyMMddHHmmssSSS` in Asia/Shanghai (wire.md §0). China has kept UTC+8 without summer time since 1991, so this is arithmetic. */

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const SEVENTEEN_DIGITS = /^[0-9]{17}$/;

export function operatorTime(epochMs: number): string {
  const local = epochMs + SHANGHAI_OFFSET_MS;
  const days = Math.floor(local / DAY_MS);
  const ms = local - days * DAY_MS;
  const { year, month, day } = civilFromDays(days);
  const hour = Math.floor(ms / 3_600_000);
  const minute = Math.floor(ms / 60_000) % 60;
  const second = Math.floor(ms / 1000) % 60;
  const milli = ms % 1000;
  return `${two(Math.floor(year / 100))}${two(year % 100)}${two(month)}${two(day)}${two(hour)}${two(minute)}${two(second)}${two(Math.floor(milli / 10))}${milli % 10}`;
}

const twoDigits: readonly string[] = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'));

/** A table look-up: every answer has a time. */
function two(value: number): string {
  return twoDigits[value] ?? '';
}

/** Epoch milliseconds, or null where the text is not 17 digits that are a real date and time. */
export function parseOperatorTime(text: string): number | null {
  if (!isSeventeenDigits(text)) {
    return null;
  }
  const year = digits(text, 0, 4);
  const month = digits(text, 4, 6);
  const day = digits(text, 6, 8);
  const hour = digits(text, 8, 10);
  const minute = digits(text, 10, 12);
  const second = digits(text, 12, 14);
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) {
    return null;
  }
  const ofDay = hour * 3_600_000 + minute * 60_000 + second * 1000 + digits(text, 14, 17);
  return daysFromCivil(year, month, day) * DAY_MS + ofDay - SHANGHAI_OFFSET_MS;
}

/** The number in text[from, to). Cheaper than slicing, and read for every request. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    value = value * 10 + text.charCodeAt(at) - 48;
  }
  return value;
}

export function isSeventeenDigits(text: string): boolean {
  return SEVENTEEN_DIGITS.test(text);
}

/** The day in China Standard Time, counted from the epoch: daily limits begin anew with it. */
export function shanghaiDay(epochMs: number): number {
  return Math.floor((epochMs + SHANGHAI_OFFSET_MS) / DAY_MS);
}

function daysInMonth(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

/** Days since 1970-01-01 in the Gregorian calendar, by eras of 400 years that begin in March, so that the leap day is the last of its year. */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

function civilFromDays(days: number): { year: number; month: number; day: number } {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}
