import { createHash } from 'node:crypto';
import { BuildError, troubleText } from './build-error.ts';
import type { ProbeBuildOptions } from './options.ts';
import { digestOf } from './probe-core.ts';
import { isThere } from './toolchain.ts';

type Given = readonly [flag: string, file: string];

/** Throws BuildError where a file that was given is not there. */
export async function requireFiles(options: ProbeBuildOptions): Promise<void> {
  for (const [flag, file] of filesOf(options)) {
    if (!(await isThere(file))) {
      throw new BuildError(
        'OPTION',
        troubleText({ place: file, cause: 'there is no such file', cure: `check the path after ${flag}` }),
      );
    }
  }
}

/** Names a build by all that goes into it. `more`: texts, or folders whose files count. */
export async function cacheKey(options: ProbeBuildOptions, more: readonly string[]): Promise<string> {
  const { placeholders, libraries, packageName, keyStore, isMissingAllowed, isNativeDropped, isCleartextDenied } = options;
  const hash = createHash('sha256');
  for (const [flag, file] of filesOf(options)) {
    hash.update(`${flag}\0${file}\0${await digestOf([file])}\0`);
  }
  hash.update(
    JSON.stringify({
      ...{ placeholders: [...placeholders], libraries, isMissingAllowed, isNativeDropped, isCleartextDenied },
      // The password of the key changes nothing in the probe.
      ...{ packageName, alias: keyStore?.alias ?? null },
    }),
  );
  for (const text of more) {
    hash.update((await isThere(text)) ? await digestOf([text]) : text);
  }
  return hash.digest('hex').slice(0, 24);
}

function filesOf({ sdk, adapter, manifest, keyStore }: ProbeBuildOptions): readonly Given[] {
  return [
    ...sdk.map((file): Given => ['--sdk', file]),
    ...adapter.map((file): Given => ['--adapter', file]),
    ...(manifest === null ? [] : [['--manifest', manifest] as const]),
    ...(keyStore === null ? [] : [['--keystore', keyStore.file] as const]),
  ];
}
