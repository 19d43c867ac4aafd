import type { NamedMistake } from '../model/diagnosis.ts';
import { operatorTime, parseOperatorTime } from './times.ts';

/** Mistakes in writing the sender's time: in its form, and in a time that is well-formed but off. */

interface ClockMistake extends NamedMistake {
  /** The texts that a client which makes the mistake would write at a time. */
  readonly writes: (now: number) => readonly string[];
}

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** The zones of the world by their whole hours from UTC, without that of Shanghai. */
const ZONES = Array.from({ length: 27 }, (_, at) => at - 12).filter((hours) => hours !== 8);
/** A client's clock and its request's way may take as long. */
const TOLERANCE_MS = 600_000;
/** A clock that is off by less is a clock that is off. */
const NOTABLE_MS = 900_000;

export const CLOCK_MISTAKES = [
  {
    id: 'time-utc',
    en: 'the time in UTC, where Asia/Shanghai is asked for',
    zh: '使用了 UTC 时间，应为北京时间（Asia/Shanghai）',
    writes: (now) => [operatorTime(now - 8 * HOUR_MS)],
  },
  {
    id: 'time-zone-twice',
    en: 'eight hours were added twice',
    zh: '时区偏移加了两次（多了 8 小时）',
    writes: (now) => [operatorTime(now + 8 * HOUR_MS)],
  },
  {
    id: 'time-twelve-hours',
    en: 'a clock of twelve hours (hh for HH)',
    zh: '用了 12 小时制（hh 应为 HH）',
    writes: (now) => [operatorTime(now - 12 * HOUR_MS), operatorTime(now + 12 * HOUR_MS)],
  },
  {
    id: 'time-utc-twelve-hours',
    en: 'the time in UTC by a clock of twelve hours',
    zh: '使用了 UTC 时间，且为 12 小时制',
    writes: (now) => [operatorTime(now - 20 * HOUR_MS), operatorTime(now + 4 * HOUR_MS)],
  },
  {
    id: 'time-week-year',
    en: 'the year that the week belongs to (YYYY for yyyy)',
    zh: '用了周所属的年份（YYYY 应为 yyyy）',
    writes: (now) => (isNearNewYear(now) ? [otherYear(now, 1), otherYear(now, -1)] : []),
  },
  {
    id: 'time-minute-as-month',
    en: 'minutes where the month goes (mm for MM)',
    zh: '月份处写成了分钟（MM 与 mm 混淆）',
    writes: (now) => {
      const text = operatorTime(now);
      const minute = text.slice(10, 12);
      return [minute, String(Number(minute) + 1).padStart(2, '0')].flatMap((wrong) => [
        `${text.slice(0, 4)}${wrong}${text.slice(6)}`,
        `${text.slice(0, 4)}${wrong}${text.slice(6, 10)}${text.slice(4, 6)}${text.slice(12)}`,
      ]);
    },
  },
  {
    id: 'time-month-from-zero',
    en: 'a month counted from 0',
    zh: '月份从 0 开始计数',
    writes: (now) => {
      const text = operatorTime(now);
      return [`${text.slice(0, 4)}${String(Number(text.slice(4, 6)) - 1).padStart(2, '0')}${text.slice(6)}`];
    },
  },
  {
    id: 'time-day-month',
    en: 'day and month exchanged',
    zh: '日和月写反了',
    writes: (now) => {
      const text = operatorTime(now);
      return [`${text.slice(0, 4)}${text.slice(6, 8)}${text.slice(4, 6)}${text.slice(8)}`];
    },
  },
  {
    id: 'time-buddhist-year',
    en: 'the year of the Buddhist calendar, which is 543 ahead',
    zh: '使用了佛历年份（比公历多 543 年）',
    writes: (now) => [otherYear(now, 543)],
  },
  {
    id: 'time-year-off',
    en: 'another year',
    zh: '年份不对',
    writes: (now) => [otherYear(now, 1), otherYear(now, -1)],
  },
  {
    id: 'time-day-off',
    en: 'the time of yesterday or tomorrow: the day is off by one',
    zh: '日期差了一天',
    writes: (now) => [operatorTime(now - DAY_MS), operatorTime(now + DAY_MS)],
  },
  {
    id: 'time-other-zone',
    en: 'the time in another zone than Asia/Shanghai, or a clock that is off by whole hours',
    zh: '使用了其他时区的时间（应为北京时间），或时钟差了整小时',
    writes: (now) => ZONES.map((hours) => operatorTime(now + (hours - 8) * HOUR_MS)),
  },
] as const satisfies readonly ClockMistake[];

function otherYear(now: number, years: number): string {
  const text = operatorTime(now);
  return `${String(Number(text.slice(0, 4)) + years).padStart(4, '0')}${text.slice(4)}`;
}

/** Where the year of the week may differ from that of the day. */
function isNearNewYear(now: number): boolean {
  const day = operatorTime(now).slice(4, 8);
  return day >= '1225' || day <= '0107';
}

/** What a well-formed time that is far off was most likely written with; null: the clock agrees, or is merely off. */
export function diagnoseClock(text: string, now: number): NamedMistake | null {
  const sent = parseOperatorTime(text);
  if (sent === null || Math.abs(sent - now) < NOTABLE_MS) {
    return null;
  }
  const row = CLOCK_MISTAKES.find(({ writes }) =>
    writes(now).some((written) => Math.abs((parseOperatorTime(written) ?? Number.NaN) - sent) <= TOLERANCE_MS),
  );
  return row === undefined ? null : { id: row.id, en: row.en, zh: row.zh };
}

interface FormMistake extends NamedMistake {
  readonly test: (text: string) => boolean;
}

export const TIME_FORM_MISTAKES = [
  {
    id: 'time-blanks',
    en: 'it has blanks around it',
    zh: '首尾有空白',
    test: (text) => text.trim() !== text && parseOperatorTime(text.trim()) !== null,
  },
  {
    id: 'time-epoch-ms',
    en: 'it is an epoch time in milliseconds',
    zh: '写成了毫秒时间戳',
    test: (text) => /^1[0-9]{12}$/.test(text),
  },
  { id: 'time-epoch-s', en: 'it is an epoch time in seconds', zh: '写成了秒时间戳', test: (text) => /^1[0-9]{9}$/.test(text) },
  {
    id: 'time-no-ms',
    en: 'the milliseconds are missing',
    zh: '缺少毫秒',
    test: (text) => /^[0-9]{14}$/.test(text) && parseOperatorTime(`${text}000`) !== null,
  },
  {
    id: 'time-short-ms',
    en: 'the milliseconds have fewer than three digits',
    zh: '毫秒不足三位',
    test: (text) => /^[0-9]{15,16}$/.test(text) && parseOperatorTime(`${text.slice(0, 14)}000`) !== null,
  },
  {
    id: 'time-day-of-year',
    en: 'the day of the year stands for that of the month (DD for dd)',
    zh: '日期处写成了一年中的第几天（DD 应为 dd）',
    test: isWithDayOfYear,
  },
  {
    id: 'time-two-digit-year',
    en: 'the year has two digits (yy for yyyy)',
    zh: '年份只有两位（yy 应为 yyyy）',
    test: (text) => /^[0-9]{15}$/.test(text) && parseOperatorTime(`20${text}`) !== null,
  },
  {
    id: 'time-microseconds',
    en: 'it has more than three digits of a second’s parts, such as microseconds',
    zh: '秒以下超过三位（例如微秒）',
    test: (text) => /^[0-9]{18,23}$/.test(text) && parseOperatorTime(text.slice(0, 17)) !== null,
  },
  {
    id: 'time-punctuated',
    en: 'it has punctuation, as a date is written for people',
    zh: '带了日期分隔符',
    test: (text) => /^[0-9]{4}[-/.年]/.test(text),
  },
  {
    id: 'time-full-width',
    en: 'its digits are not those of ASCII',
    zh: '用了非 ASCII 的数字（例如全角）',
    test: (text) => /^\p{Nd}+$/u.test(text) && /[^0-9]/.test(text),
  },
  {
    id: 'time-pattern',
    en: 'it is the pattern itself',
    zh: '直接发送了格式串本身',
    test: (text) => /yyyy/i.test(text),
  },
  {
    id: 'time-minute-as-month-form',
    en: 'its month is none: minutes stand there (mm for MM), or month and day are exchanged',
    zh: '月份无效：可能写成了分钟（MM 与 mm 混淆），或日月颠倒',
    test: (text) => /^[0-9]{17}$/.test(text) && !/^(?:0[1-9]|1[0-2])$/.test(text.slice(4, 6)),
  },
  {
    id: 'time-hour-24',
    en: 'its hour is 24, which is 00 of the next day (kk for HH)',
    zh: '小时写成了 24（kk 应为 HH）',
    test: (text) => /^[0-9]{17}$/.test(text) && text.slice(8, 10) === '24',
  },
  {
    id: 'time-no-such-day',
    en: 'its month has no such day',
    zh: '该月没有这一天',
    test: (text) => /^[0-9]{17}$/.test(text) && parseOperatorTime(`${text.slice(0, 6)}01${text.slice(8)}`) !== null,
  },
  {
    id: 'time-no-such-clock-time',
    en: 'its hour, minute or second is none: 23:59:59 is the last of a day',
    zh: '时、分或秒超出范围（最大为 23:59:59）',
    test: (text) => /^[0-9]{17}$/.test(text) && parseOperatorTime(`${text.slice(0, 8)}000000000`) !== null,
  },
] as const satisfies readonly FormMistake[];

/** yyyyMMDDDHHmmssSSS, where the day of the year lies in the month. */
function isWithDayOfYear(text: string): boolean {
  const [, year = '', month = '', day = '', clock = ''] = /^([0-9]{4})([0-9]{2})([0-9]{3})([0-9]{9})$/.exec(text) ?? [];
  const newYear = parseOperatorTime(`${year}0101000000000`);
  if (newYear === null || day === '000') {
    return false;
  }
  const date = operatorTime(newYear + (Number(day) - 1) * DAY_MS).slice(0, 8);
  return date.startsWith(`${year}${month}`) && parseOperatorTime(`${date}${clock}`) !== null;
}

/** What is wrong with a text that is no time of 17 digits. */
export function diagnoseTimeForm(text: string): NamedMistake | null {
  const row = TIME_FORM_MISTAKES.find(({ test }) => test(text));
  return row === undefined ? null : { id: row.id, en: row.en, zh: row.zh };
}
