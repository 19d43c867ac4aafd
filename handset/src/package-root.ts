import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HandsetError } from './errors.ts';

/** The nearest folder with a package.json. It is the same from src and from dist. */
export function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) {
      throw new HandsetError('NO_PACKAGE', `no package.json above ${import.meta.dirname}; give runtimeDir and converterDir`);
    }
    folder = parent;
  }
  return folder;
}
