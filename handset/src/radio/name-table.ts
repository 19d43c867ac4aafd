/**
 * Bearer-neutral addresses: every name that has a route gets one of 198.18.0.0/15 (the benchmarking range of RFC 2544), which the relay maps back at
 * CONNECT and leads over the bearer of that connection (facts/robolectric.md §5).
 */
const FIRST = (198 << 24) | (18 << 16);
const SIZE = 1 << 17;

export class NameTable {
  readonly #addresses = new Map<string, string>();
  readonly #names = new Map<string, string>();

  /** The address of a name, the same one for as long as the handset lives. */
  addressOf(name: string): string {
    const known = this.#addresses.get(name);
    if (known !== undefined) {
      return known;
    }
    const index = this.#addresses.size + 1;
    if (index >= SIZE) {
      throw new Error(`all ${SIZE} fake addresses are given away; restart the handset`);
    }
    const address = textOf((FIRST + index) >>> 0);
    this.#addresses.set(name, address);
    this.#names.set(address, name);
    return address;
  }

  nameOf(address: string): string | null {
    return this.#names.get(address) ?? null;
  }
}

export function isFakeAddress(address: string): boolean {
  return /^198\.1[89]\./.test(address);
}

function textOf(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}
