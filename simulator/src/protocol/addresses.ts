import { isIP } from 'node:net';
import ipaddr, { type IPv4, type IPv6 } from 'ipaddr.js';

/** IP addresses as one canonical text, and the portal's whitelists of them (wire.md §4). IPv4-mapped IPv6 counts as IPv4. */

type Address = IPv4 | IPv6;

/** isIP judges the spelling: ipaddr.js would also take shortened and octal forms. A zone (`fe80::1%eth0`) belongs to no address of a list. */
function parseAddress(text: string): Address | null {
  if (isIP(text) === 0 || text.includes('%')) {
    return null;
  }
  return ipaddr.process(text.includes(':') && text.includes('.') ? withoutDots(text) : text);
}

/** The IPv6 address in hex groups only: ipaddr.js takes `::10.0.0.1` for an IPv4-mapped address, which it is not. */
function withoutDots(text: string): string {
  return new URL(`http://[${text}]`).hostname.slice(1, -1);
}

/** The canonical spelling of an address, or null where it is none: dotted for IPv4, eight groups without leading zeros for IPv6. */
export function canonicalAddress(text: string): string | null {
  return parseAddress(text)?.toNormalizedString() ?? null;
}

const OCTET = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const IPV4 = `(?:${OCTET}\\.){3}${OCTET}`;
const GROUP = '[0-9A-Fa-f]{1,4}';

/** For documents that can name a pattern only: IPv4, and IPv6 with one gap at most, its end in the form of IPv4 or not (RFC 4291 §2.2). */
export const ADDRESS_PATTERN = `^(?:${[
  IPV4,
  `(?:${GROUP}:){7}${GROUP}`,
  `(?:${GROUP}:){6}${IPV4}`,
  `::(?:${GROUP}:){0,5}(?:${GROUP}|${IPV4})`,
  `(?:${GROUP}:){1,7}:`,
  '::',
  ...[1, 2, 3, 4, 5, 6].map((before) => `(?:${GROUP}:){${before}}(?::${GROUP}){1,${7 - before}}`),
].join('|')})$`;

/** The canonical spelling of a socket's address, without its zone (`fe80::1%eth0`), which is this machine's own. */
export function addressOfSocket(text: string): string | null {
  return canonicalAddress(text.replace(/%[^%]+$/, ''));
}

export interface AddressRange {
  readonly from: Address;
  readonly to: Address;
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
      const entry = `entry ${index + 1} (character ${offset + 1}) ${JSON.stringify(item.slice(0, 60))}`;
      return { ok: false, why: `${entry} is no address, CIDR block or a-b range${hintOfEntry(item.trim())}` };
    }
    ranges.push(range);
    offset += item.length + 1;
  }
  return { ok: true, ranges };
}

/** What people write into whitelists of other systems, and the way to write it here. */
const ENTRY_HINTS = [
  { test: /^$/, hint: 'nothing stands between two commas, or behind the last one' },
  { test: /[;；，、|\s]/, hint: 'entries have a comma of ASCII between them, and nothing else' },
  { test: /[[\]]/, hint: 'an IPv6 address stands without brackets' },
  { test: /\*/, hint: 'write a block, as 10.0.0.0/24, or a range, as 10.0.0.1-20' },
  { test: /%/, hint: 'an address stands without its zone' },
  { test: /^(?:[0-9]{1,3}\.){3}[0-9]{1,3}:[0-9]+$/, hint: 'an address stands without a port' },
  { test: /:\/\//, hint: 'an address is asked for, not a URL' },
  { test: /(?:^|\.)0[0-9]/, hint: 'numbers of an address have no zeros before them' },
  { test: /^[^:]*[g-z]/i, hint: 'names are not looked up' },
] as const;

function hintOfEntry(item: string): string {
  const [first = '', second, ...rest] = item.split('-').map((part) => parseAddress(part.trim()));
  const isBackwards = first && second && rest.length === 0 && first.kind() === second.kind();
  const hint = isBackwards ? 'the range ends before it begins' : ENTRY_HINTS.find(({ test }) => test.test(item))?.hint;
  return hint === undefined ? '' : `: ${hint}`;
}

function parseRange(item: string): AddressRange | null {
  const cidr = /^(.+)\/(0|[1-9][0-9]{0,2})$/.exec(item);
  if (cidr?.[1] !== undefined) {
    return parseCidr(cidr[1], Number(cidr[2]));
  }
  const [first = '', second, ...rest] = item.split('-').map((part) => part.trim());
  const from = parseAddress(first);
  const to = second === undefined ? from : endOfRange(first, second);
  const isRange = from !== null && to !== null && from.kind() === to.kind() && compare(from, to) <= 0;
  return isRange && rest.length === 0 ? { from, to } : null;
}

/** `10.0.0.1-20` is the portal's own short form: the range is of the last octet (wire.md §4). */
function endOfRange(first: string, second: string): Address | null {
  return /^[0-9]{1,3}$/.test(second)
    ? parseAddress(`${first.slice(0, first.lastIndexOf('.') + 1)}${second}`)
    : parseAddress(second);
}

const MAPPED_BITS = 96;

/** Bits are counted in the address as it is written: `::ffff:10.0.0.0/104` is 10.0.0.0/8, and a shorter mapped block is none of IPv4. */
function parseCidr(text: string, writtenBits: number): AddressRange | null {
  const address = parseAddress(text);
  const isMapped = address?.kind() === 'ipv4' && text.includes(':');
  const bits = isMapped ? writtenBits - MAPPED_BITS : writtenBits;
  const cidr = `${address?.toNormalizedString() ?? ''}/${bits}`;
  if (address === null || !ipaddr.isValidCIDR(cidr)) {
    return null;
  }
  const family = address.kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6;
  return { from: family.networkAddressFromCIDR(cidr), to: family.broadcastAddressFromCIDR(cidr) };
}

function compare(a: Address, b: Address): number {
  return Buffer.compare(Buffer.from(a.toByteArray()), Buffer.from(b.toByteArray()));
}

/** A whitelist that looks up single addresses, of which most lists are made, by their canonical spelling. */
export class AddressList {
  readonly #ranges: readonly AddressRange[];
  readonly #single: ReadonlySet<string>;

  constructor(ranges: readonly AddressRange[]) {
    this.#ranges = ranges.filter(({ from, to }) => compare(from, to) !== 0);
    this.#single = new Set(ranges.filter(({ from, to }) => compare(from, to) === 0).map(({ from }) => from.toNormalizedString()));
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
    ranges.some(({ from, to }) => from.kind() === address.kind() && compare(from, address) <= 0 && compare(address, to) <= 0)
  );
}
