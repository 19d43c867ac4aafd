import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { GatewayKey } from '../model/documents.ts';

const makeKeyPair = promisify(generateKeyPair);

interface KeyPair {
  readonly privateKey: KeyObject;
  readonly spkiPem: string;
}

/** A key that is generated when it is needed: that takes hundreds of milliseconds, and many rotated keys are never used. */
interface KeySlot {
  readonly keyid: string;
  pair: KeyPair | null;
  making: Promise<KeyPair> | null;
}

/** Shares a key that was just made. Returns the one that all instances have. */
export type ShareKey = (keyid: string, pem: string) => Promise<string>;

export async function makePrivateKeyPem(): Promise<string> {
  const { privateKey } = await makeKeyPair('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** The first key of all scopes, the platform key, and the numbers of keys: no two scopes give one keyid to different keys. */
export class GatewayKeys {
  readonly first: KeySlot;
  readonly firstPublic: Pick<GatewayKey, 'keyid' | 'spkiPem'>;
  /** Numbers for a number check are encrypted with it (wire.md §5, keyType 1). */
  readonly platform: KeyPair;
  #made = 1;

  constructor({ gatewayPem, platformPem }: { readonly gatewayPem: string; readonly platformPem: string }) {
    const pair = readKey(gatewayPem);
    const keyid = this.#made.toString(36);
    this.first = { keyid, pair, making: null };
    this.firstPublic = { keyid, spkiPem: pair.spkiPem };
    this.platform = readKey(platformPem);
  }

  nextKeyid(): string {
    this.#made += 1;
    return this.#made.toString(36);
  }
}

/**
 * The gateway's keys in one scope: number requests are sealed with the current one, and a retired one still opens them (wire.md §1). The first key is the same
 * in all scopes, so that an SDK needs no other key until its scope rotates.
 */
export class KeyRing {
  readonly #keys: GatewayKeys;
  readonly #shareKey: ShareKey | null;
  /** Every key that the ring has had: a snapshot may bring one back. */
  readonly #known = new Map<string, KeySlot>();
  /** The last is the current one. */
  #slots: readonly KeySlot[];

  /** `shareKey`: shares a key with other instances; null: there are none. */
  constructor(keys: GatewayKeys, shareKey: ShareKey | null = null) {
    this.#keys = keys;
    this.#shareKey = shareKey;
    this.#slots = [keys.first];
    this.#known.set(keys.first.keyid, keys.first);
  }

  /** The private key of that id. A key that was not generated yet is unknown to clients, so it opens nothing. */
  find(keyid: string): KeyObject | undefined {
    return this.#slots.find((slot) => slot.keyid === keyid)?.pair?.privateKey;
  }

  /** All public keys. Generates those that do not exist yet. */
  async list(): Promise<readonly GatewayKey[]> {
    const slots = this.#slots;
    const pairs = await Promise.all(slots.map((slot) => this.#pairOf(slot)));
    return slots.flatMap(({ keyid }, index) => {
      const spkiPem = pairs[index]?.spkiPem;
      return spkiPem === undefined ? [] : [{ keyid, spkiPem, state: index === slots.length - 1 ? 'current' : 'retired' }];
    });
  }

  /** Makes a new key the current one. The key before is retired; it is dropped if it was never generated. */
  rotate(keyid = this.#keys.nextKeyid()): void {
    const asked = this.#slots.filter(({ pair, making }) => pair !== null || making !== null);
    this.#slots = [...asked, this.#slotOf(keyid)];
  }

  /** Whether a key of these may have been made elsewhere. */
  lacks(keyids: readonly string[]): boolean {
    return keyids.some((keyid) => (this.#known.get(keyid)?.pair ?? null) === null);
  }

  /** Takes over keys that another instance has made: PEM by id. */
  learn(pems: ReadonlyMap<string, string>): void {
    for (const [keyid, pem] of pems) {
      this.#slotOf(keyid).pair ??= readKey(pem);
    }
  }

  get keyids(): readonly string[] {
    return this.#slots.map(({ keyid }) => keyid);
  }

  restore(keyids: readonly string[]): void {
    this.#slots = keyids.map((keyid) => this.#slotOf(keyid));
  }

  #slotOf(keyid: string): KeySlot {
    const slot = this.#known.get(keyid) ?? { keyid, pair: null, making: null };
    this.#known.set(keyid, slot);
    return slot;
  }

  reset(): void {
    this.#slots = [this.#keys.first];
  }

  async #pairOf(slot: KeySlot): Promise<KeyPair> {
    if (slot.pair !== null) {
      return slot.pair;
    }
    slot.making ??= this.#make(slot.keyid);
    slot.pair ??= await slot.making;
    return slot.pair;
  }

  async #make(keyid: string): Promise<KeyPair> {
    const pem = await makePrivateKeyPem();
    return readKey(this.#shareKey === null ? pem : await this.#shareKey(keyid, pem));
  }
}

function readKey(privateKeyPem: string): KeyPair {
  const privateKey = createPrivateKey(privateKeyPem);
  return { privateKey, spkiPem: createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString() };
}
