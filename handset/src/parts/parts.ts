import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fetchParts, type PartsOptions, partsFolder } from './fetch-parts.ts';

/** Where the jars lie that a handset needs: our own and those of others. */
export interface Parts {
  readonly runtimeDir: string;
  readonly converterDir: string;
}

/**
 * Finds the jars of the handset. A clone has built them, and Maven has put those of others beside them. The npm package has our own only: the
 * others come from Maven on first use and are kept for the user; with QUHAO_OFFLINE=1 Maven downloads nothing. Rejects with a HandsetError.
 */
export async function openParts(options: PartsOptions): Promise<Parts> {
  if (!isPackage(options.root)) {
    return builtParts(options.root);
  }
  const folder = await partsFolder(options.root, options.cacheDir ?? join(homedir(), '.cache', 'quhao'));
  if (!existsSync(folder)) {
    await fetchParts(folder, options);
  }
  return builtParts(folder, '');
}

/** The npm package has our own jars without those of others. A clone has both or, before scripts/setup, neither. */
function isPackage(root: string): boolean {
  const target = join(root, 'handset', 'runtime', 'target');
  return existsSync(join(target, 'quhao-runtime.jar')) && !existsSync(join(target, 'lib'));
}

function builtParts(root: string, room = 'handset'): Parts {
  return { runtimeDir: join(root, room, 'runtime', 'target'), converterDir: join(root, room, 'converter', 'target') };
}
