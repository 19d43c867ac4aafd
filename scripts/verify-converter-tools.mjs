// What scripts/verify-converter.mjs and verify-converter-programs.mjs have in common: fetching, compiling to dex, converting.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const CONVERTER = 'handset/converter';
export const WORK = resolve('.quhao/verify-converter');
const QUIET = ['-ignorewarnings', '-dontwarn **', '-keepattributes *'];

/** A JVM that lives for seconds: without the second compiler and with one collector it takes half the time. */
export const SHORT_LIVED = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto'];

export function java(args, options = {}) {
  return execFileSync(join(process.env.JAVA_HOME, 'bin', 'java'), args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
    ...options,
  });
}

/** Fetches artifacts into a folder by Maven, once. */
export function fetch(folder, artifacts) {
  const stamp = join(folder, 'stamp');
  const key = JSON.stringify(artifacts);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) {
    return;
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const rows = artifacts.map((artifact) => {
    const [group, name, version, classifier] = artifact.split(':');
    const kind = classifier === undefined ? '' : `<classifier>${classifier}</classifier>`;
    return `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version>${kind}</dependency>`;
  });
  writeFileSync(
    join(folder, 'pom.xml'),
    `<project><modelVersion>4.0.0</modelVersion><groupId>q</groupId><artifactId>q</artifactId><version>1</version><dependencies>${rows.join('')}</dependencies></project>`,
  );
  execFileSync(
    'mvn',
    ['-q', '-B', '-f', join(folder, 'pom.xml'), 'dependency:copy-dependencies', `-DoutputDirectory=${folder}`],
    { stdio: 'inherit' },
  );
  writeFileSync(stamp, key);
}

export const jarsOf = (folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.jar'))
    .map((name) => join(folder, name));

export function jarOf(folder, [, name, version, classifier]) {
  return join(folder, `${name}-${version}${classifier === undefined ? '' : `-${classifier}`}.jar`);
}

/** Makes dex or class files of the jars. */
export function compile(configuration, { jars, libs, out, kind }) {
  const { tool, flags, minApi, rules, properties = [] } = configuration;
  const r8 = jarsOf(join(WORK, 'tools')).find((jar) => /\/r8-/.test(jar));
  const set = properties.map((name) => `-Dcom.android.tools.r8.${name}=1`);
  const args = [...SHORT_LIVED, '-Xmx3g', ...set, '-cp', r8, `com.android.tools.r8.${tool}`, ...flags];
  for (const lib of [process.env.JAVA_HOME, ...libs]) {
    args.push('--lib', lib);
  }
  if (tool === 'R8') {
    const file = `${out}.pro`;
    writeFileSync(file, [...rules, ...QUIET].join('\n'));
    args.push('--pg-conf', file);
  }
  args.push(...(kind === 'dex' ? ['--min-api', String(minApi)] : ['--classfile']), '--output', out, ...jars);
  java(args);
}

/** `isDense`: the converter translates all methods as those of great length. */
export function convert(dex, out, isDense = false) {
  const platform = jarsOf(join(CONVERTER, 'target/platform'))[0];
  const classPath = `${CONVERTER}/target/quhao-converter.jar:${CONVERTER}/target/lib/*`;
  const args = [
    ...SHORT_LIVED,
    '-Xmx3g',
    '-cp',
    classPath,
    'app.quhao.handset.convert.Main',
    '--apk',
    dex,
    '--platform',
    platform,
    '--out',
    out,
    '--dense',
    String(isDense),
  ];
  java(args);
}

/** The files of a jar that are not classes. */
export function resourcesOf(jar) {
  const resources = jar.replace(/\.jar$/, '-resources.zip');
  if (!existsSync(resources)) {
    copyFileSync(jar, resources);
    const { status } = spawnSync('zip', ['-q', '-d', resources, '*.class'], { stdio: 'ignore' });
    // 12: there was no class.
    if (status !== 0 && status !== 12) {
      throw new Error(`zip cannot take the classes out of ${jar}: ${status}`);
    }
  }
  return resources;
}
