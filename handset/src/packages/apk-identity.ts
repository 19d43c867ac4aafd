import { readFile } from 'node:fs/promises';
import { readApk, readApkManifest } from './read-apk.ts';

/** Whose app an APK is. */
export interface ApkIdentity {
  readonly packageName: string;
  /** 32 lower-case hex. */
  readonly certificateMd5: string;
}

/** The signature schemes of this level are read. */
const API_LEVEL = 35;

/** The package that an APK on disk installs. Throws HandsetError where it is no APK. */
export async function readApkPackage(path: string): Promise<string> {
  return readApkManifest(await readFile(path)).package;
}

/** Package and signing certificate of an APK on disk. Throws HandsetError where it is no APK, or not signed. */
export async function readApkIdentity(path: string): Promise<ApkIdentity> {
  const { manifest, signer } = readApk(await readFile(path), API_LEVEL);
  return { packageName: manifest.package, certificateMd5: signer.certificateMd5 };
}
