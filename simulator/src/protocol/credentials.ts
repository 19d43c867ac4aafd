/** The forms of the two credentials (wire.md §0, §3). */

const SCRIP = /^[0-9a-zA-Z]{40}$/;
export const TOKEN = /^STsid[0-9]{20}[0-9a-zA-Z]{32}$/;

export const SCRIP_LENGTH = 40;
export const TOKEN_LIFE_MS = 120_000;
export const UNUSED_TOKENS_LIMIT = 30;
export const UNUSED_TOKENS_WINDOW_MS = 600_000;

export function isScrip(text: string): boolean {
  return SCRIP.test(text);
}

export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/** Thirteen digits of time, also after the year 2286. */
const TOKEN_TIME_SPAN = 10_000_000_000_000;

export interface TokenParts {
  readonly counter: number;
  readonly epochMs: number;
  /** 32 letters and digits. */
  readonly tail: string;
}

/** Written as one flat string: V8 keeps a joined string as a tree of its parts for as long as it lives (random.ts). */
export function formatToken({ counter, epochMs, tail }: TokenParts): string {
  const digits = `${String(counter % 10_000_000).padStart(7, '0')}${String(epochMs % TOKEN_TIME_SPAN).padStart(13, '0')}`;
  return Buffer.from(`STsid${digits}${tail}`, 'latin1').toString('latin1');
}
