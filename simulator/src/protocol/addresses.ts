/** IP addresses as one canonical text, and the portal's whitelists of them (wire.md §4). IPv4-mapped IPv6 counts as IPv4. */

interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
}

const MAPPED_PREFIX = 0xffffn << 32n;

function parseAddress(text: string): Address | null {
  if (!text.includes(':')) {
    const value = parseV4(text);
    return value === null ? null : { family: 4, value };
  }
  const value = parseV6(text);
  if (value === null) {
    return null;
  }
  return value >> 32n === MAPPED_PREFIX >> 32n ? { family: 4, value: value & 0xffff_ffffn } : { family: 6, value };
}

function parseV4(text: string): bigint | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9][0-9]{0,2})$/.test(part) && Number(part) <= 255)) {
    return null;
  }
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

function parseV6(text: string): bigint | null {
  const halves = text.split('::');
  if (halves.length > 2) {
    return null;
  }
  const isShortened = halves.length === 2;
  const head = isShortened ? hexGroups(halves[0] ?? '') : groups(halves[0] ?? '');
  const tail = groups(halves[1] ?? '');
  if (head === null || tail === null) {
    return null;
  }
  const missing = 8 - head.length - tail.length;
  if (isShortened ? missing < 1 : missing !== 0) {
    return null;
  }
  const all = [...head, ...Array.from({ length: missing }, () => 0), ...tail];
  return all.reduce((value, group) => (value << 16n) | BigInt(group), 0n);
}

/** The last two groups may be a dotted IPv4 address. */
function groups(text: string): readonly number[] | null {
  const dotted = /^(?:(.*):)?([0-9]+(?:\.[0-9]+)+)$/.exec(text);
  if (dotted === null) {
    return hexGroups(text);
  }
  const v4 = parseV4(dotted[2] ?? '');
  const front = dotted[1] === '' ? null : hexGroups(dotted[1] ?? '');
  return v4 === null || front === null ? null : [...front, Number(v4 >> 16n), Number(v4 & 0xffffn)];
}

function hexGroups(text: string): readonly number[] | null {
  const parts = text === '' ? [] : text.split(':');
  return parts.every((part) => /^[0-9a-fA-F]{1,4}$/.test(part)) ? parts.map((part) => Number.parseInt(part, 16)) : null;
}

/** Dotted for IPv4; eight groups without leading zeros and without `::` for IPv6: one spelling per address, to look it up by. */
function formatAddress({ family, value }: Address): string {
  const [count, bits, radix, separator] = family === 4 ? ([4, 8n, 10, '.'] as const) : ([8, 16n, 16, ':'] as const);
  const mask = (1n << bits) - 1n;
  const parts = Array.from({ length: count }, (_, index) =>
    ((value >> (bits * BigInt(count - 1 - index))) & mask).toString(radix),
  );
  return parts.join(separator);
}

/** The canonical spelling of an address, or null where it is none. */
export function canonicalAddress(text: string): string | null {
  const address = parseAddress(text);
  return address === null ? null : formatAddress(address);
}

/** Of an address as a socket has it, with its zone (`fe80::1%eth0`): the zone is this machine's own and is left out. */
export function addressOfSocket(text: string): string | null {
  return canonicalAddress(text.replace(/%[^%]+$/, ''));
}

export interface AddressRange {
  readonly family: 4 | 6;
  readonly from: bigint;
  readonly to: bigint;
}

const WHITELIST_MAX_LENGTH = 4000;

export type Whitelist =
  | { readonly ok: true; readonly ranges: readonly AddressRange[] }
  | { readonly ok: false; readonly why: string };

/** Addresses, CIDR blocks or a-b ranges, comma-separated. An empty list lets nobody in. */
export function parseWhitelist(text: string): Whitelist {
  if (text.length > WHITELIST_MAX_LENGTH) {
    return { ok: false, why: `is ${text.length} characters long, at most ${WHITELIST_MAX_LENGTH} are taken` };
  }
  const ranges: AddressRange[] = [];
  let offset = 0;
  for (const [index, item] of (text.trim() === '' ? [] : text.split(',')).entries()) {
    const range = parseRange(item.trim());
    if (range === null) {
      const quoted = JSON.stringify(item.slice(0, 60));
      return { ok: false, why: `entry ${index + 1} (character ${offset + 1}) ${quoted} is no address, CIDR block or a-b range` };
    }
    ranges.push(range);
    offset += item.length + 1;
  }
  return { ok: true, ranges };
}

function parseRange(item: string): AddressRange | null {
  const cidr = /^(.+)\/(0|[1-9][0-9]{0,2})$/.exec(item);
  if (cidr?.[1] !== undefined) {
    return parseCidr(cidr[1], Number(cidr[2]));
  }
  const [first, second, ...rest] = item.split('-').map((part) => part.trim());
  const from = parseAddress(first ?? '');
  const to = second === undefined ? from : endOfRange(first ?? '', second);
  if (from === null || to === null || rest.length > 0 || from.family !== to.family || from.value > to.value) {
    return null;
  }
  return { family: from.family, from: from.value, to: to.value };
}

/** `10.0.0.1-20` is the portal's own short form: the range is of the last octet (facts/operator.md §1.5). */
function endOfRange(first: string, second: string): Address | null {
  return /^[0-9]{1,3}$/.test(second)
    ? parseAddress(`${first.slice(0, first.lastIndexOf('.') + 1)}${second}`)
    : parseAddress(second);
}

const MAPPED_BITS = 96;

/** Bits are counted in the address as it is written: `::ffff:10.0.0.0/104` is 10.0.0.0/8, and a shorter mapped block none of IPv4. */
function parseCidr(text: string, writtenBits: number): AddressRange | null {
  const address = parseAddress(text);
  const isMapped = address?.family === 4 && text.includes(':');
  const bits = isMapped ? writtenBits - MAPPED_BITS : writtenBits;
  const width = address?.family === 6 ? 128 : 32;
  if (address === null || bits < 0 || bits > width) {
    return null;
  }
  const size = 1n << BigInt(width - bits);
  const from = (address.value / size) * size;
  return { family: address.family, from, to: from + size - 1n };
}

/** A whitelist that finds single addresses, of which most lists are made, by their canonical spelling. */
export class AddressList {
  readonly #ranges: readonly AddressRange[];
  readonly #single: ReadonlySet<string>;

  constructor(ranges: readonly AddressRange[]) {
    this.#ranges = ranges.filter(({ from, to }) => from !== to);
    this.#single = new Set(
      ranges.filter(({ from, to }) => from === to).map(({ family, from }) => formatAddress({ family, value: from })),
    );
  }

  /** `address` in canonical spelling. */
  has(address: string): boolean {
    return this.#single.has(address) || isInRanges(address, this.#ranges);
  }
}

export function isInRanges(text: string, ranges: readonly AddressRange[]): boolean {
  const address = parseAddress(text);
  return (
    address !== null &&
    ranges.some((range) => range.family === address.family && range.from <= address.value && address.value <= range.to)
  );
}
