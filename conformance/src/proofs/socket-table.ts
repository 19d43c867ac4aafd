/** A row of `/proc/net/tcp` or `tcp6`. */
export interface SocketRow {
  readonly local: string;
  readonly localPort: number;
  readonly remote: string;
  readonly remotePort: number;
  /** Linux' number of the TCP state: 1 established, 2 SYN sent, 6 TIME_WAIT, 10 listening. */
  readonly state: number;
  readonly uid: number;
}

const ROW =
  /^\s*\d+:\s+([0-9A-Fa-f]+):([0-9A-Fa-f]{4})\s+([0-9A-Fa-f]+):([0-9A-Fa-f]{4})\s+([0-9A-Fa-f]{2})\s+\S+\s+\S+\s+\S+\s+(\d+)\s/;

/** The rows of a table, or of several one after the other. Lines that are none are passed over. */
export function parseSocketTable(text: string): readonly SocketRow[] {
  return text.split('\n').flatMap((line) => {
    const [, local = '', localPort = '', remote = '', remotePort = '', state = '', uid = ''] = ROW.exec(line) ?? [];
    const addresses = [addressOf(local), addressOf(remote)] as const;
    if (addresses[0] === null || addresses[1] === null) {
      return [];
    }
    return [
      {
        local: addresses[0],
        localPort: Number.parseInt(localPort, 16),
        remote: addresses[1],
        remotePort: Number.parseInt(remotePort, 16),
        state: Number.parseInt(state, 16),
        uid: Number(uid),
      },
    ];
  });
}

const MAPPED = '0000000000000000FFFF0000';

/** Linux writes each group of four bytes as one number of the machine's, which is little-endian on all of Android's. */
function addressOf(hex: string): string | null {
  const text = hex.toUpperCase();
  if (text.length === 8) {
    return bytesOf(text).join('.');
  }
  if (text.length !== 32) {
    return null;
  }
  if (text.startsWith(MAPPED)) {
    return bytesOf(text.slice(MAPPED.length)).join('.');
  }
  const bytes = [0, 8, 16, 24].flatMap((place) => bytesOf(text.slice(place, place + 8)));
  const groups = Array.from({ length: 8 }, (_, place) =>
    (((bytes[place * 2] ?? 0) << 8) | (bytes[place * 2 + 1] ?? 0)).toString(16),
  );
  return new URL(`http://[${groups.join(':')}]/`).hostname.slice(1, -1);
}

function bytesOf(word: string): readonly number[] {
  return [6, 4, 2, 0].map((place) => Number.parseInt(word.slice(place, place + 2), 16));
}
