import { fileURLToPath } from 'node:url';
import type { ProbeBuildOptions } from '../options.ts';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** The options of `quhao probe build --sdk …` without any other flag. */
export function buildOptions(sdk: readonly string[], cacheDir: string, more: Partial<ProbeBuildOptions> = {}): ProbeBuildOptions {
  return {
    root: ROOT,
    cacheDir,
    sdk,
    adapter: [],
    manifest: null,
    placeholders: new Map(),
    libraries: [],
    packageName: null,
    keyStore: null,
    isMissingAllowed: false,
    isNativeDropped: false,
    isCleartextDenied: false,
    ...more,
  };
}
