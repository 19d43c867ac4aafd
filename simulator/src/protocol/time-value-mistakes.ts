import type { MistakeRow, MistakeSource, Subject } from './mistake.ts';
import { operatorTime, parseOperatorTime } from './times.ts';
import { replacement } from './value-mistakes.ts';

const HOUR_MS = 3_600_000;

const TAKEN_AGAIN = {
  en: 'took {0} twice: the signed one is not the one that was sent, but {1}',
  zh: '{0} 取了两次：签名所用的与发送的不是同一个值，相差 {1}',
} as const;

/** Mistakes in a signed time: it is another one than the request has, or written in another way. */
export const TIME_VALUE_MISTAKES = [
  time({ id: 'seconds', cost: 1 }, (ms) => [operatorTime(ms).slice(0, 14)], {
    en: 'signed {0} in seconds instead of milliseconds',
    zh: '签名所用的 {0} 只到秒，应到毫秒',
  }),
  time({ id: 'other-zone', cost: 1 }, (ms) => [operatorTime(ms - 8 * HOUR_MS), operatorTime(ms + 8 * HOUR_MS)], {
    en: 'signed {0} in another time zone than it was sent in',
    zh: '签名与发送的 {0} 时区不同',
  }),
  time({ id: 'epoch', cost: 2 }, (ms) => [String(ms), String(Math.floor(ms / 1000))], {
    en: 'signed {0} as an epoch time',
    zh: '签名所用的 {0} 是纪元时间戳',
  }),
  time({ id: 'zero-milliseconds', cost: 1 }, (ms) => [`${operatorTime(ms).slice(0, 14)}000`], {
    en: 'signed {0} with 000 as its milliseconds',
    zh: '签名所用的 {0} 毫秒部分为 000',
  }),
  time({ id: 'formatted', cost: 2 }, formatted, {
    en: 'signed {0} with punctuation, as a date is written for people',
    zh: '签名所用的 {0} 带了日期分隔符',
  }),
  time({ id: 'twelve-hours', cost: 2 }, (ms) => [operatorTime(ms - 12 * HOUR_MS), operatorTime(ms + 12 * HOUR_MS)], {
    en: 'signed {0} by a clock of twelve hours',
    zh: '签名所用的 {0} 是 12 小时制',
  }),
  time({ id: 'week-year', cost: 3 }, yearsApart, {
    en: 'signed {0} with another year than it was sent with, as YYYY gives that of the week',
    zh: '签名所用的 {0} 年份与发送的不同（例如用了周年 YYYY）',
  }),
  time({ id: 'taken-again', cost: 3 }, near(15), TAKEN_AGAIN),
  { ...time({ id: 'taken-again-later', cost: 5 }, near(3000), TAKEN_AGAIN), isAlone: true },
  { ...time({ id: 'taken-long-apart', cost: 5 }, longApart, TAKEN_AGAIN), isAlone: true },
] as const satisfies readonly MistakeRow[];

function time(
  { id, cost }: Pick<MistakeRow, 'id' | 'cost'>,
  changeTime: (ms: number) => readonly string[],
  words: { readonly en: string; readonly zh: string },
): MistakeRow {
  return {
    id: `value-${id}`,
    slot: 'value',
    cost,
    ...words,
    variants: ({ right }: MistakeSource) =>
      right.parts.flatMap((part) => {
        const ms = parseOperatorTime(part.value);
        return ms === null
          ? []
          : changeTime(ms)
              .filter((changed) => changed !== part.value)
              .map((changed) => replacement(part, changed, [part.name, distance(ms, changed)]));
      }),
  };
}

function distance(ms: number, changed: string): Subject {
  const other = parseOperatorTime(changed);
  if (other === null) {
    return '';
  }
  return {
    en: `${Math.abs(other - ms)} ms ${other < ms ? 'earlier' : 'later'}`,
    zh: `${Math.abs(other - ms)} 毫秒`,
  };
}

function formatted(ms: number): readonly string[] {
  const digits = operatorTime(ms);
  const [, year, month, day, hour, minute, second, milli] = /^(.{4})(..)(..)(..)(..)(..)(...)$/.exec(digits) ?? [];
  const date = `${year}-${month}-${day}`;
  const clock = `${hour}:${minute}:${second}`;
  return [`${date} ${clock}`, `${date} ${clock}.${milli}`, `${date}T${clock}.${milli}`, `${digits.slice(0, 8)} ${clock}`];
}

function yearsApart(ms: number): readonly string[] {
  const digits = operatorTime(ms);
  return [-1, 1].map((years) => `${Number(digits.slice(0, 4)) + years}${digits.slice(4)}`);
}

/** Times up to `ms` from one, the nearest first. */
function near(spanMs: number): (ms: number) => readonly string[] {
  return (ms) =>
    Array.from({ length: spanMs }, (_, at) => at + 1).flatMap((step) => [operatorTime(ms - step), operatorTime(ms + step)]);
}

/** Times that whole seconds, minutes or hours lie between. */
function longApart(ms: number): readonly string[] {
  const spans = [
    { unit: 1000, count: 120 },
    { unit: 60_000, count: 60 },
    { unit: HOUR_MS, count: 24 },
  ];
  return spans.flatMap(({ unit, count }) =>
    Array.from({ length: count }, (_, at) => (at + 1) * unit).flatMap((step) => [
      operatorTime(ms - step),
      operatorTime(ms + step),
    ]),
  );
}
