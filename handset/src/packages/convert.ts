import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { HandsetError, InstallError } from '../errors.ts';
import { javaCommand } from '../java-command.ts';
import { SharedWork } from '../shared-work.ts';
import { readEntry, type ZipArchive } from './zip-archive.ts';

export interface ConverterPlace {
  /** The handset/converter/target of a build with quhao-converter.jar, lib/ and platform/. */
  readonly converterDir: string;
  /** Holds converted jars by hash. Handsets may share it. */
  readonly cacheDir: string;
  /** Hears how far the conversion of a big APK is, a line every few seconds. */
  readonly onProgress?: (line: string) => void;
}

/** The converter's report, one line on its stdout. */
interface ConverterReport {
  readonly refused: string | null;
  readonly classes: number;
  readonly references: number;
  readonly notes: readonly string[];
}

const EXIT_REFUSED = 3;
/** Begins the converter's lines of progress on stderr. */
const PROGRESS = 'progress: ';
const JVM_FLAGS = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto', '-Xmx3g'];

/** Resolves with the jar of an APK's classes. It is made once for each content of the dex files. Rejects with InstallError. */
export async function convertDex(apkPath: string, archive: ZipArchive, place: ConverterPlace): Promise<string> {
  const dexFiles = dexOf(archive);
  if (dexFiles.length === 0) {
    throw new InstallError('INSTALL_FAILED_DEXOPT', 'the APK has no classes.dex, so there is no code to run');
  }
  const jar = await converterJar(place);
  const hash = createHash('sha256').update(await readFile(jar));
  for (const dex of dexFiles) {
    hash.update(dex);
  }
  const converted = join(place.cacheDir, `${hash.digest('hex')}.jar`);
  if (!(await exists(converted))) {
    await CONVERSIONS.of(converted, () => convert({ apkPath, jar, place }, converted));
  }
  return converted;
}

/** By the file that comes of it. */
const CONVERSIONS = new SharedWork<void>();

async function convert({ apkPath, jar, place }: Omit<Conversion, 'out'>, converted: string): Promise<void> {
  await mkdir(place.cacheDir, { recursive: true });
  const unfinished = `${converted}.${process.pid}.part`;
  try {
    const report = await runConverter({ apkPath, jar, place, out: unfinished });
    if (report.refused !== null) {
      throw new InstallError('INSTALL_FAILED_DEXOPT', report.refused);
    }
    await rename(unfinished, converted);
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** classes.dex, classes2.dex and so on up to the first missing one, as ART reads them. */
function dexOf(archive: ZipArchive): Buffer[] {
  const dexFiles: Buffer[] = [];
  for (;;) {
    const dex = readEntry(archive, dexFiles.length === 0 ? 'classes.dex' : `classes${dexFiles.length + 1}.dex`);
    if (dex === null) {
      return dexFiles;
    }
    dexFiles.push(dex);
  }
}

async function converterJar({ converterDir }: ConverterPlace): Promise<string> {
  const jar = join(converterDir, 'quhao-converter.jar');
  if (await exists(jar)) {
    return jar;
  }
  throw new HandsetError('NO_CONVERTER', `${jar} is missing; build it: mvn -q -B package in handset/converter`);
}

async function platformJar({ converterDir }: ConverterPlace): Promise<string> {
  const folder = join(converterDir, 'platform');
  const name = (await readdir(folder).catch(() => [])).find((file) => /^android-all-.*\.jar$/.test(file));
  if (name !== undefined) {
    return join(folder, name);
  }
  throw new HandsetError('NO_PLATFORM', `${folder} has no android-all jar; build it: mvn -q -B package in handset/converter`);
}

interface Conversion {
  readonly apkPath: string;
  readonly jar: string;
  readonly place: ConverterPlace;
  readonly out: string;
}

async function runConverter({ apkPath, jar, place, out }: Conversion): Promise<ConverterReport> {
  const classPath = `${jar}:${join(place.converterDir, 'lib', '*')}`;
  const options = ['--apk', apkPath, '--platform', await platformJar(place), '--out', out];
  const args = [...JVM_FLAGS, '-cp', classPath, 'app.quhao.handset.convert.Main', ...options];
  return new Promise((resolve, reject) => {
    const converter = execFile(javaCommand(), args, { maxBuffer: 16 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error !== null && error.code !== EXIT_REFUSED) {
        const lines = stderr
          .trim()
          .split('\n')
          .filter((line) => !line.startsWith(PROGRESS));
        const output = lines.slice(0, 5).join(' | ') || error.message;
        reject(new InstallError('INSTALL_FAILED_DEXOPT', `the converter ended with ${error.code}: ${output}`, { cause: error }));
        return;
      }
      resolve(JSON.parse(stdout) as ConverterReport);
    });
    if (converter.stderr !== null) {
      createInterface({ input: converter.stderr }).on('line', (line) => {
        if (line.startsWith(PROGRESS)) {
          place.onProgress?.(line.slice(PROGRESS.length));
        }
      });
    }
  });
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
