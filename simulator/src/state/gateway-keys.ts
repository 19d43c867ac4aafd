import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

const makeKeyPair = promisify(generateKeyPair);

/** What number requests are sealed with. A retired key still opens (wire.md §1). */
export interface GatewayKey {
  readonly keyid: string;
  readonly state: 'current' | 'retired';
  readonly privateKey: KeyObject;
  readonly spkiPem: string;
}

export async function makePrivateKeyPem(): Promise<string> {
  const { privateKey } = await makeKeyPair('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

export class GatewayKeys {
  readonly #keys = new Map<string, GatewayKey>();
  #current: GatewayKey;

  /** What numbers to be checked are encrypted with (wire.md §5, keyType 1). */
  readonly platform: GatewayKey;

  constructor({ gatewayPem, platformPem }: { readonly gatewayPem: string; readonly platformPem: string }) {
    this.#current = readKey('1', gatewayPem);
    this.#keys.set(this.#current.keyid, this.#current);
    this.platform = readKey('platform', platformPem);
  }

  get current(): GatewayKey {
    return this.#current;
  }

  find(keyid: string): GatewayKey | undefined {
    return this.#keys.get(keyid);
  }

  list(): readonly GatewayKey[] {
    return [...this.#keys.values()];
  }

  /** Makes the key the current one and retires the one before. */
  rotate(privateKeyPem: string): GatewayKey {
    this.#keys.set(this.#current.keyid, { ...this.#current, state: 'retired' });
    this.#current = readKey(String(this.#keys.size + 1), privateKeyPem);
    this.#keys.set(this.#current.keyid, this.#current);
    return this.#current;
  }
}

function readKey(keyid: string, privateKeyPem: string): GatewayKey {
  const privateKey = createPrivateKey(privateKeyPem);
  const spkiPem = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  return { keyid, state: 'current', privateKey, spkiPem };
}
