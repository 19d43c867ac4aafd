import { InstallError, messageOf } from '../errors.ts';
import { type ApkManifest, parseManifest } from './apk-manifest.ts';
import { type ApkSigner, SignatureError, verifyApk } from './apk-signature.ts';
import { openZip, readEntry, type ZipArchive, ZipError } from './zip-archive.ts';

export interface Apk {
  readonly archive: ZipArchive;
  readonly manifest: ApkManifest;
  readonly signer: ApkSigner;
}

/** Reads and verifies an APK in Android's order: zip, manifest, signature. Throws InstallError with Android's codes. */
export function readApk(bytes: Buffer, apiLevel: number): Apk {
  const archive = openArchive(bytes);
  return { archive, manifest: readManifest(archive), signer: readSigner(archive, apiLevel) };
}

/** Reads the manifest alone. Throws InstallError with Android's codes. */
export function readApkManifest(bytes: Buffer): ApkManifest {
  return readManifest(openArchive(bytes));
}

function openArchive(bytes: Buffer): ZipArchive {
  try {
    return openZip(bytes);
  } catch (error) {
    throw refusal('INSTALL_PARSE_FAILED_NOT_APK', 'this is no APK', error);
  }
}

function readManifest(archive: ZipArchive): ApkManifest {
  const bytes = entryOf(archive, 'AndroidManifest.xml');
  if (bytes === null) {
    throw new InstallError('INSTALL_PARSE_FAILED_BAD_MANIFEST', 'there is no AndroidManifest.xml in the archive');
  }
  try {
    return parseManifest(bytes);
  } catch (error) {
    throw refusal('INSTALL_PARSE_FAILED_BAD_MANIFEST', 'AndroidManifest.xml cannot be read', error);
  }
}

function readSigner(archive: ZipArchive, apiLevel: number): ApkSigner {
  try {
    return verifyApk(archive, apiLevel);
  } catch (error) {
    if (error instanceof SignatureError) {
      throw refusal('INSTALL_PARSE_FAILED_NO_CERTIFICATES', 'no usable signature', error);
    }
    throw error;
  }
}

function entryOf(archive: ZipArchive, name: string): Buffer | null {
  try {
    return readEntry(archive, name);
  } catch (error) {
    if (error instanceof ZipError) {
      throw refusal('INSTALL_PARSE_FAILED_NOT_APK', 'the archive is damaged', error);
    }
    throw error;
  }
}

function refusal(code: string, what: string, cause: unknown): InstallError {
  return new InstallError(code, `${what}: ${messageOf(cause)}`, { cause });
}
