import { createPublicKey, type KeyObject } from 'node:crypto';
import type { App } from '../model/documents.ts';

export interface AppRsaKeys {
  /** Verifies what the app signs. */
  readonly verify: KeyObject;
  /** Encrypts the numbers in the app's answers. */
  readonly encrypt: KeyObject;
}

const known = new WeakMap<App, AppRsaKeys>();

/** The app's RSA keys, parsed once for each version of its document; null where it registered none. */
export function rsaKeys(app: App): AppRsaKeys | null {
  if (app.verifyKeyPem === null) {
    return null;
  }
  const keys = known.get(app) ?? {
    verify: createPublicKey(app.verifyKeyPem),
    encrypt: createPublicKey(app.encryptKeyPem ?? app.verifyKeyPem),
  };
  known.set(app, keys);
  return keys;
}
