import type { Bearer } from '../check.ts';

export type BearerBytes = Readonly<Record<Bearer, number>>;

/** ConnectivityManager.TYPE_MOBILE and TYPE_WIFI. */
const TYPES: Readonly<Record<string, Bearer>> = { '0': 'cellular', '1': 'wifi' };

/**
 * Bytes in both directions that `dumpsys netstats` counts for an app, by bearer. The section of uids is read alone: the others count the same
 * bytes again. A row has its bytes in itself, or in the lines of its buckets.
 */
export function parseUidBytes(dump: string, uid: number): BearerBytes {
  const bytes = { wifi: 0, cellular: 0 };
  let isUidSection = false;
  let bearer: Bearer | null = null;
  for (const line of dump.split('\n')) {
    if (/^\S.*:\s*$/.test(line)) {
      isUidSection = line.startsWith('UID stats:');
      bearer = null;
    }
    if (!isUidSection) {
      continue;
    }
    if (line.includes('ident=')) {
      bearer = bearerOfRow(line, uid);
    }
    if (bearer !== null) {
      bytes[bearer] += countIn(line);
    }
  }
  return bytes;
}

function bearerOfRow(line: string, uid: number): Bearer | null {
  const [, owner] = /\buid=(-?\d+)/.exec(line) ?? [];
  const [, type = ''] = /\btype=(\d+)/.exec(line) ?? [];
  const isTotal = /\btag=0x0\b/.test(line);
  return Number(owner) === uid && isTotal ? (TYPES[type] ?? null) : null;
}

function countIn(line: string): number {
  const [, received = '0'] = /\brb=(\d+)/.exec(line) ?? [];
  const [, sent = '0'] = /\btb=(\d+)/.exec(line) ?? [];
  return Number(received) + Number(sent);
}
