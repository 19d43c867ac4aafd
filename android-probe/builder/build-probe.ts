import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assembleLibraries } from './assemble-libraries.ts';
import { APKS } from './assembly.ts';
import { BuildError, troubleText } from './build-error.ts';
import { cacheKey, requireFiles } from './cache-key.ts';
import { embedProbe } from './embed/embed-probe.ts';
import { isApp } from './embed/given-app.ts';
import type { ProbeBuildOptions } from './options.ts';
import { openProbeCore } from './probe-core.ts';
import { isThere, openToolchain } from './toolchain.ts';

export { BuildError } from './build-error.ts';
export type { ProbeBuildOptions } from './options.ts';
export { stopTools } from './run-tool.ts';

export interface BuiltProbe {
  /** probe-phone-state.apk lies beside it. */
  readonly apk: string;
  /** What a user has to know of the build: a sentence each. */
  readonly notes: readonly string[];
  /** It was there already. */
  readonly isCached: boolean;
}

const NOTES = 'notes.json';

/** Builds a probe around an SDK, or finds the one that was built from the same files. Throws BuildError. */
export async function buildProbe(options: ProbeBuildOptions): Promise<BuiltProbe> {
  if (options.sdk.length === 0) {
    throw new BuildError('OPTION', troubleText({ place: '--sdk', cause: 'no file was given', cure: '--sdk my.aar' }));
  }
  await requireFiles(options);
  await mkdir(options.cacheDir, { recursive: true });
  const tools = await openToolchain(options.root);
  const core = await openProbeCore(options.root, options.cacheDir, tools);
  const key = await cacheKey(options, [core.digest, fileURLToPath(new URL('.', import.meta.url))]);
  const folder = join(options.cacheDir, 'probes', key);
  if (await isThere(join(folder, NOTES))) {
    return { apk: join(folder, APKS[0].name), notes: await readNotes(folder), isCached: true };
  }
  const work = await mkdtemp(join(options.cacheDir, 'building-'));
  try {
    await mkdir(join(work, 'out'));
    const assembly = { options, tools, core, work };
    const [first = ''] = options.sdk;
    const notes = (await isApp(first)) ? await embedProbe(assembly, first) : await assembleLibraries(assembly);
    await mkdir(join(options.cacheDir, 'probes'), { recursive: true });
    await writeFile(join(work, 'out', NOTES), JSON.stringify(notes));
    await rename(join(work, 'out'), folder).catch((error: NodeJS.ErrnoException) => {
      // Another process built the same meanwhile.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') {
        throw error;
      }
    });
    return { apk: join(folder, APKS[0].name), notes, isCached: false };
  } finally {
    // A program that was ended may write for a moment still.
    await rm(work, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function readNotes(folder: string): Promise<readonly string[]> {
  return JSON.parse(await readFile(join(folder, NOTES), 'utf8')) as string[];
}
