import { createHash } from 'node:crypto';
import { BuildError, troubleText } from './build-error.ts';
import type { ProbeBuildOptions } from './options.ts';
import { digestOf } from './probe-core.ts';
import { isThere } from './toolchain.ts';

/** Names a build by all that goes into it. `more`: texts, or folders whose files count. Throws BuildError where a file is not there. */
export async function cacheKey(options: ProbeBuildOptions, more: readonly string[]): Promise<string> {
  const { sdk, adapter, manifest, placeholders, libraries, isMissingAllowed, isNativeDropped } = options;
  const files = [
    ...sdk.map((file) => ['--sdk', file] as const),
    ...adapter.map((file) => ['--adapter', file] as const),
    ...(manifest === null ? [] : [['--manifest', manifest] as const]),
  ];
  const hash = createHash('sha256');
  for (const [flag, file] of files) {
    if (!(await isThere(file))) {
      throw new BuildError(
        'OPTION',
        troubleText({ place: file, cause: 'there is no such file', cure: `check the path after ${flag}` }),
      );
    }
    hash.update(`${flag}\0${file}\0${await digestOf([file])}\0`);
  }
  hash.update(JSON.stringify({ placeholders: [...placeholders], libraries, isMissingAllowed, isNativeDropped }));
  for (const text of more) {
    hash.update((await isThere(text)) ? await digestOf([text]) : text);
  }
  return hash.digest('hex').slice(0, 24);
}
