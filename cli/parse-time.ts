import { InvalidArgumentError } from 'commander';

/** Epoch milliseconds, 0 or from 1973 on: a shorter number is a year or a slip. */
const EPOCH_MS = /^(0|\d{12,})$/;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}/;
const ZONE = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/** An ISO date and time with its zone, or epoch milliseconds. A time without a zone is refused: nobody sees whether it is this machine's, China's or UTC. */
export function parseTime(text: string): number {
  const time = EPOCH_MS.test(text) ? Number(text) : Date.parse(text);
  if (!Number.isSafeInteger(time) || !(EPOCH_MS.test(text) || ISO_DAY.test(text)) || !isInCalendar(text)) {
    throw new InvalidArgumentError('a time reads 2026-11-24T12:00:00+08:00, or is epoch milliseconds.');
  }
  if (!EPOCH_MS.test(text) && !ZONE.test(text)) {
    throw new InvalidArgumentError('a time reads 2026-11-24T12:00:00+08:00: its zone is missing, +08:00 for China or Z for UTC.');
  }
  return time;
}

/** False for the 31st of February, which Date.parse reads as the 3rd of March. */
function isInCalendar(text: string): boolean {
  const day = ISO_DAY.exec(text)?.[0];
  return day === undefined || new Date(Date.parse(day)).toISOString().startsWith(day);
}
