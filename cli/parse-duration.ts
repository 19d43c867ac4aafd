import { InvalidArgumentError } from 'commander';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const PART = /(\d+(?:\.\d+)?)(ms|s|m|h|d)/gy;
const WHOLE = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/;

/** Milliseconds of `61m`, `2s`, `1h30m`. A number without a unit is refused: nobody sees whether it is seconds. */
export function parseDuration(text: string): number {
  const plain = text.trim();
  if (!WHOLE.test(plain)) {
    throw new InvalidArgumentError('a duration reads 500ms, 2s, 61m, 1h30m or 2d.');
  }
  const ms = [...plain.matchAll(PART)].reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? 0), 0);
  if (!Number.isSafeInteger(Math.round(ms))) {
    throw new InvalidArgumentError('the duration is too long.');
  }
  return Math.round(ms);
}

/** The same the other way round, with at most two units: 3661000 is `1h 1m`. */
export function durationText(ms: number): string {
  if (ms < 1000) {
    return `${ms} ms`;
  }
  const units = Object.entries(UNITS).toReversed();
  const parts: string[] = [];
  let rest = ms;
  for (const [unit, length] of units) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) {
      parts.push(`${count}${unit}`);
    }
  }
  return parts.slice(0, 2).join(' ');
}
