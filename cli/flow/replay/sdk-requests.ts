import { constants, createDecipheriv, publicEncrypt, randomBytes } from 'node:crypto';
import type { App, GatewayKey } from '../../../simulator/src/model/documents.ts';
import { sealGcm } from '../../../simulator/src/protocol/ciphers.ts';
import { hmacSha256Hex, lines } from '../../../simulator/src/protocol/signatures.ts';
import { PREFETCH_SIGNED, TOKEN_SIGNED } from '../../../simulator/src/protocol/signed-fields.ts';

/** The requests of the dialect quhao-1, sealed and signed anew (docs/wire.md §2, §3). */

export type Fields = Readonly<Record<string, string>>;

export interface SealedPrefetch {
  readonly fields: Fields;
  readonly sessionKey: Buffer;
}

/** A number request. What its sealed part says of the app is what the app is registered with. */
export function sealPrefetch(fields: Fields, app: App, key: GatewayKey): SealedPrefetch {
  const sessionKey = randomBytes(32);
  const inner = {
    apppackage: app.packageName,
    appsign: app.certificateMd5,
    sdkversion: 'quhao-replay',
    operatortype: '0',
    networktype: '1',
  };
  const additionalData = lines(fields['appid'] ?? '', fields['msgid'] ?? '', fields['systemtime'] ?? '');
  const sealed = {
    ...fields,
    keyid: key.keyid,
    key: publicEncrypt({ key: key.spkiPem, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, sessionKey).toString(
      'base64',
    ),
    data: sealGcm(JSON.stringify(inner), randomBytes(12), { sessionKey, additionalData }).toString('base64'),
  };
  return { fields: signed(sealed, app, PREFETCH_SIGNED), sessionKey };
}

export function signTokenRequest(fields: Fields, app: App): Fields {
  return signed(fields, app, TOKEN_SIGNED);
}

function signed(fields: Fields, app: App, names: readonly string[]): Fields {
  return { ...fields, sign: hmacSha256Hex(app.appKey, lines(...names.map((name) => fields[name] ?? ''))) };
}

/** The scrip of a number request's answer; null where the answer has none. */
export function scripOf(answer: Fields, sessionKey: Buffer): string | null {
  const { data, inresponseto = '', systemtime = '', resultCode = '' } = answer;
  if (data === undefined) {
    return null;
  }
  const sealed = Buffer.from(data, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', sessionKey, sealed.subarray(0, 12));
  decipher.setAAD(Buffer.from(lines(inresponseto, systemtime, resultCode)));
  decipher.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString();
  return (JSON.parse(plain) as { readonly scrip?: string }).scrip ?? null;
}
