import { open, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { CliError } from './cli-error.ts';
import { EXIT_USAGE } from './exit-codes.ts';

/** The probe with the reference SDK, as scripts/setup builds it and the npm package has it. The path holds from dist. */
export const REFERENCE_PROBE = fileURLToPath(new URL('../../android-probe/build/probe.apk', import.meta.url));

/** An APK is a zip file, and begins as one. */
const ZIP_START = Buffer.from('PK\u0003\u0004', 'latin1');

/** Refuses a path of the user's that is no APK, before anything starts. */
export async function requireApk(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found === null) {
    throw new CliError(`--probe ${path}: there is no such file`, EXIT_USAGE);
  }
  if (!found.isFile()) {
    throw new CliError(`--probe ${path}: it is no file`, EXIT_USAGE);
  }
  await using file = await open(path);
  const { buffer } = await file.read({ buffer: Buffer.alloc(ZIP_START.length) });
  if (!buffer.equals(ZIP_START)) {
    throw new CliError(`--probe ${path}: it is no APK; quhao probe build makes one`, EXIT_USAGE);
  }
}
