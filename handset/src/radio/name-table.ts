import { HandsetError } from '../errors.ts';

/** 198.18.0.0/15, the benchmarking range of RFC 2544. */
const FIRST_ADDRESS = (198 << 24) | (18 << 16);
const ADDRESS_COUNT = 1 << 17;

/**
 * Assigns a bearer-neutral address to each name that has a route. At CONNECT, the relay maps the address back to the name and takes the bearer
 * of that connection.
 */
export class NameTable {
  readonly #addresses = new Map<string, string>();
  readonly #names = new Map<string, string>();

  /** The address of a name. It stays the same while the handset runs. */
  addressOf(name: string): string {
    const known = this.#addresses.get(name);
    if (known !== undefined) {
      return known;
    }
    const index = this.#addresses.size + 1;
    if (index >= ADDRESS_COUNT) {
      throw new HandsetError('NO_ADDRESS', `all ${ADDRESS_COUNT} bearer-neutral addresses are assigned; restart the handset`);
    }
    const address = textOf((FIRST_ADDRESS + index) >>> 0);
    this.#addresses.set(name, address);
    this.#names.set(address, name);
    return address;
  }

  nameOf(address: string): string | null {
    return this.#names.get(address) ?? null;
  }
}

export function isNeutralAddress(address: string): boolean {
  return /^198\.1[89]\./.test(address);
}

function textOf(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}
