import type { App } from '../model/documents.ts';
import { type Digest, hmacDigest, KEY_PART, type KeyName, type Making, plainDigest, type SignedPart } from './making.ts';

/** The right makings of the formulas in wire.md §2–5. */

interface RightParts {
  readonly parts: Making['parts'];
  readonly joiner: string;
  readonly key: KeyName;
  readonly digest: Digest;
}

function making({ parts, joiner, key, digest }: RightParts): Making {
  return { parts, style: 'values', joiner, beforeKey: null, start: '', ending: '', key, digest, charset: 'utf8' };
}

/** The operator's MD5: the values and the key behind them, with nothing between. */
export function md5Making(parts: readonly SignedPart[], key: KeyName): Making {
  return making({ parts: [...parts, KEY_PART], joiner: '', key, digest: plainDigest('md5') });
}

export function hmacMaking(parts: readonly SignedPart[], joiner: string, key: KeyName): Making {
  return making({ parts, joiner, key, digest: hmacDigest('sha256') });
}

/** phoneNum of tokenValidate: SHA-256 over the number, the appKey and the time. */
export function phoneMaking(msisdn: string, timestamp: string, key: KeyName): Making {
  const parts = [{ name: 'phone', value: msisdn }, KEY_PART, { name: 'timestamp', value: timestamp }];
  return making({ parts, joiner: '', key, digest: plainDigest('sha256') });
}

/** The text alone, for a signature that names its digest itself. */
export function textMaking(parts: readonly SignedPart[], digest: Digest): Making {
  return making({ parts, joiner: '', key: { name: '', value: '' }, digest });
}

/** The app's keys: the one that a formula takes first, then the one that is mistaken for it. */
export function keysOf({ appKey, appSecret }: App, taken: 'appKey' | 'appSecret'): readonly [KeyName, KeyName] {
  const [key, secret] = [
    { name: 'appKey', value: appKey },
    { name: 'appSecret', value: appSecret },
  ];
  return taken === 'appKey' ? [key, secret] : [secret, key];
}

/** The string values of a request that its formula leaves out, but for the signature itself. */
export function unsignedOf(fields: object, signed: readonly string[]): readonly SignedPart[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    typeof value !== 'string' || value === '' || name === 'sign' || signed.includes(name) ? [] : [{ name, value }],
  );
}

/** All string values of a request but the signature, in the order in which they came. */
export function sentOf(fields: object, names: readonly string[] = Object.keys(fields)): readonly SignedPart[] {
  const values: Readonly<Record<string, unknown>> = { ...fields };
  return names.flatMap((name) => {
    const value = values[name];
    return typeof value === 'string' && name !== 'sign' ? [{ name, value }] : [];
  });
}

export const ORDER_AS_SENT = {
  en: 'in the order in which the fields stood in the request',
  zh: '按请求中字段出现的顺序',
} as const;
export const ORDER_OF_TABLE = { en: 'in the order of the field table', zh: '按文档字段表的顺序' } as const;
