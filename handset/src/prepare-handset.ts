import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { HandsetError } from './errors.ts';
import { assemble } from './handset.ts';
import { collect } from './shell/text-io.ts';

export interface PrepareOptions {
  /** Any app with an activity; it runs on a handset of its own, whose data is removed. */
  readonly apkPath: string;
  readonly onProgress: (line: string) => void;
}

/** What a start of an app goes through: the classes of these steps are in the archive. */
const FIRST_STEPS = ['uiautomator dump /sdcard/window.xml', 'screencap -p /sdcard/window.png'];

/**
 * Makes the class archive that the JVM of each later app reads, so that it is ready about a third sooner: starts an app once and ends it.
 * Resolves with `present` where this build's archive is there already. Rejects with HandsetError.
 */
export async function prepareHandset({ apkPath, onProgress }: PrepareOptions): Promise<'made' | 'present'> {
  const dataDir = await mkdtemp(join(tmpdir(), 'quhao-prepare-'));
  const handset = await assemble({ dataDir, cacheDir: join(homedir(), '.cache', 'quhao'), onProgress });
  const { packages, shell, apps, archive, end } = handset;
  try {
    const classArchive = await archive();
    if (await classArchive.isMade()) {
      return 'present';
    }
    onProgress('an app starts once, and its classes are kept for the starts to come');
    const { name, launcherActivity } = await packages.install(apkPath);
    for (const line of [`am start -W -n ${name}/${launcherActivity}`, ...FIRST_STEPS]) {
      await runLine(shell, line);
    }
    await apps.forceStop(name);
    if (!(await classArchive.isMade())) {
      throw new HandsetError(
        'NO_ARCHIVE',
        'the JVM has ended without a class archive; apps start all the same, by half as much time again',
      );
    }
    return 'made';
  } finally {
    await end();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function runLine(shell: Awaited<ReturnType<typeof assemble>>['shell'], line: string): Promise<void> {
  const output = collect();
  const io = { stdin: { read: async () => null }, stdout: output, stderr: output, signal: new AbortController().signal };
  if ((await shell.run(line, io)) !== 0) {
    throw new HandsetError('APP_BOOT_FAILED', `${line} failed: ${output.text()}`);
  }
}
