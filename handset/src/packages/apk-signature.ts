import { createHash, createPublicKey, verify, X509Certificate } from 'node:crypto';
import { HandsetError } from '../errors.ts';
import { ByteCursor } from './byte-cursor.ts';
import { contentDigest } from './content-digest.ts';
import { SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from './signature-algorithms.ts';
import { findSigningBlock, SCHEME, type SigningBlock } from './signing-block.ts';
import type { ZipArchive } from './zip-archive.ts';

/** The signer of an APK: the first certificate of the first signer, as Android shows it to other apps. */
export interface ApkSigner {
  readonly scheme: 2 | 3;
  /** DER. */
  readonly certificate: Buffer;
  readonly certificateMd5: string;
  readonly certificateSha256: string;
}

/** The APK has no signature, or its signature is not valid. */
export class SignatureError extends HandsetError<'SIGNATURE_INVALID'> {
  constructor(message: string, options?: ErrorOptions) {
    super('SIGNATURE_INVALID', message, options);
  }
}

/** The attribute of v2 signed data that a v3 signature exists as well, so that its removal is detected. */
const STRIPPING_PROTECTION = 0xbeeff00d;

interface SignedData {
  readonly digests: Buffer;
  readonly certificates: Buffer;
  readonly attributes: Buffer;
}

/** Verifies scheme v3 when the APK has it for this API level, else v2. Throws SignatureError. */
export function verifyApk(archive: ZipArchive, apiLevel: number): ApkSigner {
  const block = findSigningBlock(archive);
  if (block === null) {
    const isV1 = [...archive.entries.keys()].some((name) => /^META-INF\/.+\.(RSA|EC|DSA)$/.test(name));
    throw new SignatureError(
      isV1
        ? 'only a v1 (JAR) signature is there, which this handset does not read: sign with apksigner, v2 or v3'
        : 'the APK is not signed: no APK Signing Block before the central directory; sign it with apksigner',
    );
  }
  try {
    return verifyBlock(archive, block, apiLevel);
  } catch (error) {
    if (error instanceof SignatureError) {
      throw error;
    }
    throw new SignatureError(`the APK Signing Block cannot be read: ${String(error)}`, { cause: error });
  }
}

function verifyBlock(archive: ZipArchive, block: SigningBlock, apiLevel: number): ApkSigner {
  const v3 = block.pairs.get(SCHEME.v31) ?? block.pairs.get(SCHEME.v3);
  const older = block.pairs.get(SCHEME.v3);
  const signer = v3SignerFor(v3, apiLevel) ?? v3SignerFor(older, apiLevel);
  if (signer !== null) {
    return verifySigner({ archive, block, signer, scheme: 3 });
  }
  const v2 = block.pairs.get(SCHEME.v2);
  if (v2 === undefined) {
    throw new SignatureError(`the APK Signing Block has no signature of scheme v2 or v3 for API ${apiLevel}`);
  }
  const [first] = new ByteCursor(new ByteCursor(v2).block()).blocks();
  if (first === undefined) {
    throw new SignatureError('the v2 signature names no signer');
  }
  return verifySigner({ archive, block, signer: first, scheme: 2 });
}

/** The v3 signer for an API level. A signer holds signed data, minSdk, maxSdk, signatures and public key. */
function v3SignerFor(pair: Buffer | undefined, apiLevel: number): Buffer | null {
  if (pair === undefined) {
    return null;
  }
  const signers = new ByteCursor(new ByteCursor(pair).block()).blocks();
  return signers.find((signer) => isForApi(signer, apiLevel)) ?? null;
}

function isForApi(signer: Buffer, apiLevel: number): boolean {
  const cursor = new ByteCursor(signer);
  cursor.block();
  return cursor.u32() <= apiLevel && apiLevel <= cursor.u32();
}

interface SignerToVerify {
  readonly archive: ZipArchive;
  readonly block: SigningBlock;
  readonly signer: Buffer;
  readonly scheme: 2 | 3;
}

function verifySigner({ archive, block, signer, scheme }: SignerToVerify): ApkSigner {
  const cursor = new ByteCursor(signer);
  const signedBytes = cursor.block();
  const range = scheme === 3 ? cursor.take(8) : null;
  const signatures = readPairs(cursor.block());
  const publicKey = cursor.block();
  const { algorithm, signature } = strongest(signatures);
  const key = { key: createPublicKey({ key: publicKey, format: 'der', type: 'spki' }), ...algorithm.options };
  if (!verify(algorithm.hash, signedBytes, key, signature)) {
    throw new SignatureError(`the v${scheme} signature (algorithm 0x${algorithm.id.toString(16)}) does not match what it signs`);
  }
  const signed = readSignedData(signedBytes, range);
  requireV3NotRemoved(signed, block, scheme);
  requireContent({ archive, block, algorithm, digests: readPairs(signed.digests), scheme });
  const [certificate] = new ByteCursor(signed.certificates).blocks();
  if (certificate === undefined) {
    throw new SignatureError(`the v${scheme} signature carries no certificate`);
  }
  const certified = new X509Certificate(certificate).publicKey.export({ format: 'der', type: 'spki' });
  if (!certified.equals(publicKey)) {
    throw new SignatureError("the signer's key is not the one of its certificate");
  }
  return {
    scheme,
    certificate,
    certificateMd5: digestOf('md5', certificate),
    certificateSha256: digestOf('sha256', certificate),
  };
}

/** Signed data of v3 repeats the API range, so that a change of the outer range is detected. */
function readSignedData(bytes: Buffer, range: Buffer | null): SignedData {
  const cursor = new ByteCursor(bytes);
  const digests = cursor.block();
  const certificates = cursor.block();
  if (range !== null && !cursor.take(8).equals(range)) {
    throw new SignatureError('the API range of the v3 signer was changed');
  }
  return { digests, certificates, attributes: cursor.block() };
}

function requireV3NotRemoved({ attributes }: SignedData, block: SigningBlock, scheme: 2 | 3): void {
  if (scheme === 3 || block.pairs.has(SCHEME.v3)) {
    return;
  }
  for (const attribute of new ByteCursor(attributes).blocks()) {
    const cursor = new ByteCursor(attribute);
    if (cursor.u32() === STRIPPING_PROTECTION && cursor.u32() === 3) {
      throw new SignatureError('the v2 signature says that there was a v3 signature, which has been removed');
    }
  }
}

interface ContentCheck {
  readonly archive: ZipArchive;
  readonly block: SigningBlock;
  readonly algorithm: SignatureAlgorithm;
  readonly digests: ReadonlyMap<number, Buffer>;
  readonly scheme: 2 | 3;
}

function requireContent({ archive, block, algorithm, digests, scheme }: ContentCheck): void {
  const expected = digests.get(algorithm.id);
  if (expected === undefined) {
    throw new SignatureError(`the v${scheme} signature has no digest of the algorithm it signs with`);
  }
  if (!contentDigest(archive, block.offset, algorithm.hash).equals(expected)) {
    throw new SignatureError(
      `the content was changed after signing: the ${algorithm.hash} content digest of scheme v${scheme} differs`,
    );
  }
}

/** Reads blocks that hold an id and a block of bytes. */
function readPairs(bytes: Buffer): ReadonlyMap<number, Buffer> {
  return new Map(
    new ByteCursor(bytes).blocks().map((pair) => {
      const cursor = new ByteCursor(pair);
      return [cursor.u32(), cursor.block()];
    }),
  );
}

function strongest(signatures: ReadonlyMap<number, Buffer>): {
  readonly algorithm: SignatureAlgorithm;
  readonly signature: Buffer;
} {
  for (const algorithm of [...SIGNATURE_ALGORITHMS].reverse()) {
    const signature = signatures.get(algorithm.id);
    if (signature !== undefined) {
      return { algorithm, signature };
    }
  }
  const ids = [...signatures.keys()].map((id) => `0x${id.toString(16)}`).join(', ');
  throw new SignatureError(`none of the signature algorithms is known: ${ids}`);
}

function digestOf(hash: 'md5' | 'sha256', bytes: Buffer): string {
  return createHash(hash).update(bytes).digest('hex');
}
