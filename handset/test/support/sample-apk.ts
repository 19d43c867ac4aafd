import { execFile } from 'node:child_process';
import { access, chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const repository = process.env['MAVEN_REPOSITORY'] ?? join(homedir(), '.m2', 'repository');

/** Jars of the local Maven repository that build an APK. */
const JARS = {
  apktool: 'org/apktool/apktool-lib/3.0.3/apktool-lib-3.0.3.jar',
  r8: 'com/android/tools/r8/9.5.28/r8-9.5.28.jar',
  platform: 'org/robolectric/android-all/14-robolectric-10818077/android-all-14-robolectric-10818077.jar',
} as const;

/** The source folders of our sample apps, each with a manifest, `java` and `res`, and `resources` where its jar has more than classes. */
const INSTALL_SAMPLE = join(import.meta.dirname, '..', 'install', 'sample');
export const RUNTIME_SAMPLE = join(import.meta.dirname, '..', 'runtime', 'sample');
export const CONVERTER_DIR = join(import.meta.dirname, '..', '..', 'converter', 'target');

/** A jar of the local Maven repository; null where it is not there. */
export async function mavenJar(path: string): Promise<string | null> {
  const jar = join(repository, path);
  return (await exists(jar)) ? jar : null;
}

/** The first missing tool; null when none is missing. On CI a missing tool is an error, not a reason to skip. */
export async function missingTool(): Promise<string | null> {
  const files = [...Object.values(JARS).map((path) => join(repository, path)), join(CONVERTER_DIR, 'quhao-converter.jar')];
  for (const file of files) {
    if (!(await exists(file))) {
      return absent(`${file} (mvn -q -B package in handset/converter, scripts/setup)`);
    }
  }
  for (const tool of ['zipalign', 'apksigner', 'javac']) {
    const isInstalled = await run('which', [tool]).then(
      () => true,
      () => false,
    );
    if (!isInstalled) {
      return absent(`${tool} (apt-get install)`);
    }
  }
  return null;
}

function absent(what: string): string {
  if (process.env['CI'] !== undefined) {
    throw new Error(`missing on CI: ${what}`);
  }
  return what;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

export interface SampleOptions {
  /** INSTALL_SAMPLE when absent. */
  readonly sample?: string;
  readonly versionCode?: number;
  readonly minSdk?: number;
  readonly targetSdk?: number;
  /** A change to the manifest's text. */
  readonly manifest?: (text: string) => string;
}

/** What the code of a sample is compiled with. */
export interface Compilation {
  /** The version of Java; 11 when absent. */
  readonly release?: number;
  /** The API level that D8 writes for; 24 when absent. */
  readonly minApi?: number;
  /** Options of D8's JVM. */
  readonly d8Options?: readonly string[];
  /** Java files besides those of the sample. */
  readonly sources?: readonly string[];
  /** Jars whose classes become a part of the app. */
  readonly libraries?: readonly string[];
  /** Adds class files. */
  readonly generate?: (classes: string) => Promise<void>;
}

/** Compiles a sample to dex. `packSample` makes APKs of it. */
export async function compileSample(
  folder: string,
  sample: string = INSTALL_SAMPLE,
  { release = 11, minApi = 24, d8Options = [], sources: more = [], libraries = [], generate }: Compilation = {},
): Promise<void> {
  const classes = join(folder, 'classes');
  const dex = join(folder, 'dex');
  await mkdir(classes, { recursive: true });
  await mkdir(dex, { recursive: true });
  const sourceFolder = join(sample, 'java');
  const sources = (await readdir(sourceFolder, { recursive: true }))
    .filter((name) => name.endsWith('.java'))
    .map((name) => join(sourceFolder, name));
  await run('javac', [
    '--release',
    String(release),
    '-g',
    '-encoding',
    'UTF-8',
    '-cp',
    [join(repository, JARS.platform), ...libraries].join(':'),
    '-d',
    classes,
    ...sources,
    ...more,
  ]);
  await generate?.(classes);
  await run('jar', ['--create', '--no-manifest', '--file', join(folder, 'classes.jar'), '-C', classes, '.']);
  const lib = ['--lib', join(repository, JARS.platform), '--lib', await javaHome()];
  const d8 = [
    ...d8Options,
    '-cp',
    join(repository, JARS.r8),
    'com.android.tools.r8.D8',
    '--debug',
    '--min-api',
    String(minApi),
    ...lib,
  ];
  await run('java', [...d8, '--output', dex, join(folder, 'classes.jar'), ...libraries]);
  await run('unzip', [
    '-q',
    '-o',
    '-j',
    join(repository, JARS.apktool),
    'prebuilt/linux/aapt2',
    'prebuilt/android-framework.jar',
    '-d',
    folder,
  ]);
  await chmod(join(folder, 'aapt2'), 0o755);
}

/** Makes an aligned, unsigned APK. */
export async function packSample(folder: string, name: string, options: SampleOptions = {}): Promise<string> {
  const manifest = join(folder, `${name}-AndroidManifest.xml`);
  const sample = options.sample ?? INSTALL_SAMPLE;
  const text = await readFile(join(sample, 'AndroidManifest.xml'), 'utf8');
  await writeFile(manifest, options.manifest === undefined ? text : options.manifest(text));
  const aapt2 = join(folder, 'aapt2');
  const resources = join(folder, `${name}-res.zip`);
  const base = join(folder, `${name}-base.apk`);
  const out = join(folder, `${name}-unsigned.apk`);
  const sdks = ['--min-sdk-version', String(options.minSdk ?? 24), '--target-sdk-version', String(options.targetSdk ?? 34)];
  const versions = ['--version-code', String(options.versionCode ?? 1), '--version-name', `1.${options.versionCode ?? 1}`];
  await run(aapt2, ['compile', '--dir', join(sample, 'res'), '-o', resources]);
  await run(aapt2, [
    'link',
    '-o',
    base,
    '-I',
    join(folder, 'android-framework.jar'),
    '--manifest',
    manifest,
    ...sdks,
    ...versions,
    resources,
  ]);
  await run('jar', ['--update', '--no-manifest', '--file', base, '-C', join(folder, 'dex'), '.']);
  const javaResources = join(sample, 'resources');
  if (await exists(javaResources)) {
    await run('jar', ['--update', '--no-manifest', '--file', base, '-C', javaResources, '.']);
  }
  await rm(out, { force: true });
  await run('zipalign', ['-f', '-p', '4', base, out]);
  return out;
}

/** Makes an aligned, unsigned APK that R8 has optimised with its defaults: constructors inlined, classes repackaged. */
export async function shrinkSample(folder: string): Promise<string> {
  const rules = join(folder, 'rules.pro');
  const out = join(folder, 'shrunk');
  await mkdir(out, { recursive: true });
  await writeFile(
    rules,
    '-keep class app.quhao.sample.MainActivity\n-keep class app.quhao.sample.Transcript { public static void main(...); }\n-allowaccessmodification\n-repackageclasses\n-ignorewarnings\n-dontwarn **\n',
  );
  // R8 runs without the platform jar, which takes half a minute to read and makes no difference here.
  const lib = ['--lib', await javaHome()];
  const r8 = ['-cp', join(repository, JARS.r8), 'com.android.tools.r8.R8', '--release', '--min-api', '24', '--pg-conf', rules];
  await run('java', [...r8, ...lib, '--output', out, join(folder, 'classes.jar')]);
  const unsigned = await packSample(folder, 'shrunk');
  await run('jar', ['--update', '--no-manifest', '--file', unsigned, '-C', out, 'classes.dex']);
  const aligned = join(folder, 'shrunk-aligned.apk');
  await run('zipalign', ['-f', '-p', '4', unsigned, aligned]);
  return aligned;
}

async function javaHome(): Promise<string> {
  const { stderr } = await run('java', ['-XshowSettings:properties', '-version']);
  return /java\.home = (.*)/.exec(stderr)?.[1] ?? '';
}

export async function makeKey(folder: string, alias: string, algorithm: 'RSA' | 'EC'): Promise<string> {
  const store = join(folder, `${alias}.p12`);
  const size = algorithm === 'RSA' ? ['-keysize', '2048'] : ['-groupname', 'secp256r1'];
  const common = ['-storetype', 'PKCS12', '-keystore', store, '-storepass', 'sample', '-alias', alias];
  await run('keytool', ['-genkeypair', '-keyalg', algorithm, ...size, '-dname', `CN=${alias}`, '-validity', '10000', ...common]);
  return store;
}

/** A root that is a server's certificate too, as a PKCS#12 file and as PEM. */
export async function makeServerRoot(
  folder: string,
  hosts: readonly string[],
): Promise<{ readonly key: string; readonly pem: string }> {
  const [key, pem] = [join(folder, 'root.p12'), join(folder, 'root.pem')];
  const store = ['-storetype', 'PKCS12', '-keystore', key, '-storepass', 'sample', '-alias', 'root'];
  const names = hosts.map((host) => `dns:${host}`).join(',');
  const extensions = ['-ext', 'bc:c=ca:true', '-ext', `san=${names}`];
  await run('keytool', ['-genkeypair', '-keyalg', 'RSA', '-dname', 'CN=root', '-validity', '10000', ...extensions, ...store]);
  await run('keytool', ['-exportcert', '-rfc', '-file', pem, ...store]);
  return { key, pem };
}

export interface Signing {
  readonly key: string;
  readonly schemes?: readonly ('v1' | 'v2' | 'v3')[];
}

export async function signSample(unsigned: string, out: string, { key, schemes = ['v2', 'v3'] }: Signing): Promise<string> {
  const enabled = (['v1', 'v2', 'v3'] as const).flatMap((scheme) => [
    `--${scheme}-signing-enabled`,
    String(schemes.includes(scheme)),
  ]);
  const versions = ['--min-sdk-version', '24', '--v4-signing-enabled', 'false'];
  await run('apksigner', ['sign', '--ks', key, '--ks-pass', 'pass:sample', ...versions, ...enabled, '--out', out, unsigned]);
  return out;
}

export async function printedCertificate(apk: string): Promise<{ readonly md5: string; readonly sha256: string }> {
  const { stdout } = await run('apksigner', ['verify', '--print-certs', '--min-sdk-version', '24', apk]);
  return {
    md5: /MD5 digest: ([0-9a-f]{32})/.exec(stdout)?.[1] ?? '',
    sha256: /SHA-256 digest: ([0-9a-f]{64})/.exec(stdout)?.[1] ?? '',
  };
}
