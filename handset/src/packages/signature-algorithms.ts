import { constants, type SigningOptions } from 'node:crypto';

/** source.android.com, "APK Signature Scheme v2", signature algorithm ids; the strongest last. Verity digests (0x0421…) are not supported. */
export const SIGNATURE_ALGORITHMS = [
  { id: 0x0301, hash: 'sha256', options: {} },
  { id: 0x0201, hash: 'sha256', options: {} },
  { id: 0x0103, hash: 'sha256', options: { padding: constants.RSA_PKCS1_PADDING } },
  { id: 0x0101, hash: 'sha256', options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } },
  { id: 0x0202, hash: 'sha512', options: {} },
  { id: 0x0104, hash: 'sha512', options: { padding: constants.RSA_PKCS1_PADDING } },
  { id: 0x0102, hash: 'sha512', options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 } },
] as const satisfies readonly { readonly id: number; readonly hash: 'sha256' | 'sha512'; readonly options: SigningOptions }[];

export type SignatureAlgorithm = (typeof SIGNATURE_ALGORITHMS)[number];
