// Programs that print what they compute: the same from the published classes and from what the converter made of their dex.
// OkHttp with Okio and Kotlin, Kotlin's own shapes and the two demo SDKs, by D8 in debug and release mode; what has a program by R8 too.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { OPEN } from './verify-converter-subjects.mjs';
import { compile, convert, fetch, jarsOf, java, resourcesOf, SHORT_LIVED, WORK } from './verify-converter-tools.mjs';

const SURVEY = 'scripts/verify-converter-survey/Survey.java';
const OKHTTP = 'scripts/verify-converter-survey/OkHttpRun.java';
const KOTLIN = ['com.squareup.okhttp3:okhttp:4.12.0', 'org.jetbrains.kotlin:kotlin-stdlib:1.9.24'];
const COROUTINES = ['org.jetbrains.kotlin:kotlin-stdlib:1.9.24', 'org.jetbrains.kotlinx:kotlinx-coroutines-core-jvm:1.8.1'];
const KOTLIN_COMPILER = ['org.jetbrains.kotlin:kotlin-compiler-embeddable:1.9.24'];
const NO_ANSWER = ' = no answer in time';

/**
 * `survey` names packages whose static methods and constructors are called with simple values (Survey.java); `run` is a program of its own,
 * a file that is compiled against the classes at each run, or a class of `source`, which goes through the dex. `rules` are R8's;
 * a program that is not in the dex has none, because R8 takes the implementations that it sees for all there are.
 */
const SUBJECTS = [
  { name: 'okhttp', artifacts: KOTLIN, survey: ['okhttp3.', 'okio.'], run: OKHTTP },
  {
    name: 'kotlin-run',
    artifacts: COROUTINES,
    source: 'scripts/verify-converter-survey/KotlinRun.kt',
    run: 'KotlinRunKt',
    rules: [
      '-keep class KotlinRunKt { *** main(...); }',
      '-keep class * implements kotlinx.coroutines.internal.MainDispatcherFactory',
    ],
  },
  { name: 'kotlin', artifacts: KOTLIN, survey: ['kotlin.'] },
  { name: 'onetap-java', artifacts: [], example: 'onetap-java', survey: ['com.example.onetap.'] },
  {
    name: 'onetap-kotlin',
    artifacts: [...KOTLIN, 'org.jetbrains.kotlinx:kotlinx-coroutines-android:1.8.1'],
    example: 'onetap-kotlin',
    survey: ['com.example.onetapkt.', 'kotlinx.coroutines.'],
  },
];

const CONFIGURATIONS = [
  { name: 'd8-debug-24', tool: 'D8', flags: ['--debug'], minApi: 24 },
  { name: 'd8-debug-34', tool: 'D8', flags: ['--debug'], minApi: 34 },
  { name: 'd8-release-26', tool: 'D8', flags: ['--release'], minApi: 26 },
];
/** A survey asks reflection, which tells what R8 has changed; a program does not. */
const OF_PROGRAMS = [
  { name: 'r8-full-21', tool: 'R8', flags: [], minApi: 21 },
  { name: 'r8-full-34', tool: 'R8', flags: [], minApi: 34 },
  {
    name: 'r8-repackaged-28',
    tool: 'R8',
    flags: [],
    minApi: 28,
    more: ['-repackageclasses', '-allowaccessmodification', '-overloadaggressively'],
  },
];

export const PROGRAMS = SUBJECTS.flatMap((subject) =>
  [...CONFIGURATIONS, ...(subject.rules === undefined ? [] : OF_PROGRAMS)].map((configuration) => ({
    name: `${subject.name} program ${configuration.name}`,
    subject,
    configuration: { ...configuration, rules: [...(subject.rules ?? []), ...(configuration.more ?? [])], properties: OPEN },
  })),
);

/** The classes of an example SDK, from the AAR that scripts/build-example makes. */
function classesOf(example, folder) {
  execFileSync(join('scripts', 'build-example'), [example], { stdio: ['ignore', 'ignore', 'inherit'] });
  const jar = join(folder, `${example}-classes.jar`);
  rmSync(jar, { force: true });
  execFileSync('unzip', ['-q', '-o', resolve(`android-probe/build/examples/${example}.aar`), 'classes.jar', '-d', folder]);
  execFileSync('mv', [join(folder, 'classes.jar'), jar]);
  return jar;
}

/** Kotlin that prints, as `kotlinc` compiles it. */
function compileKotlin(source, jars, folder) {
  const compiler = join(WORK, 'kotlin-compiler');
  fetch(compiler, KOTLIN_COMPILER);
  const jar = join(folder, 'source-classes.jar');
  const options = ['-no-stdlib', '-no-reflect', '-nowarn', '-jvm-target', '11', '-cp', jars.join(':'), '-d', jar, source];
  java([...SHORT_LIVED, '-cp', jarsOf(compiler).join(':'), 'org.jetbrains.kotlin.cli.jvm.K2JVMCompiler', ...options]);
  return jar;
}

function output(program, classPath, args) {
  const { stdout } = spawnSync(
    join(process.env.JAVA_HOME, 'bin', 'java'),
    ['-Xmx1g', '-Dfile.encoding=UTF-8', '-cp', classPath.join(':'), program, ...args],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 28, timeout: 900_000 },
  );
  return stdout.split('\n').filter((line) => line !== '');
}

export function verifyProgram({ subject, configuration }) {
  const folder = join(WORK, `program-${subject.name}`);
  const libraries = join(WORK, `program-${subject.name}-jars`);
  mkdirSync(folder, { recursive: true });
  fetch(libraries, subject.artifacts);
  const android = jarsOf('android-probe/build/tools').filter((jar) => jar.includes('android-all'));
  const jars = jarsOf(libraries).filter((jar) => !/annotations-[0-9]|-resources/.test(jar));
  if (subject.example !== undefined) {
    jars.push(classesOf(subject.example, folder));
  }
  if (subject.source !== undefined) {
    jars.push(compileKotlin(subject.source, jars, folder));
  }
  const dex = join(folder, `${configuration.name}.zip`);
  const converted = join(folder, `${configuration.name}.jar`);
  compile(configuration, { jars, libs: android, out: dex, kind: 'dex' });
  convert(dex, converted);
  const isSurveyed = subject.survey !== undefined && configuration.tool === 'D8';
  const runs = isSurveyed ? jars.map((jar) => [SURVEY, [jar, ...subject.survey]]) : [];
  if (subject.run !== undefined) {
    runs.push([subject.run, []]);
  }
  const before = runs.flatMap(([program, args]) => output(program, [...jars, ...android], args));
  const after = runs.flatMap(([program, args]) => output(program, [converted, ...jars.map(resourcesOf), ...android], args));
  writeFileSync(join(folder, `${configuration.name}.published.txt`), before.join('\n'));
  writeFileSync(join(folder, `${configuration.name}.converted.txt`), after.join('\n'));
  return compare(before, after);
}

/** What has no answer in time in one of the runs says nothing about the other. */
function compare(before, after) {
  const skipped = new Set([...before, ...after].filter((line) => line.endsWith(NO_ANSWER)).map((line) => line.split(' = ')[0]));
  const counted = (lines) => lines.filter((line) => !skipped.has(line.split(' = ')[0]));
  const [left, right] = [counted(before), counted(after)];
  const rest = new Map();
  for (const line of right) {
    rest.set(line, (rest.get(line) ?? 0) + 1);
  }
  const fresh = [];
  for (const line of left) {
    const count = rest.get(line) ?? 0;
    rest.set(line, count - 1);
    if (count <= 0) {
      fresh.push(line.slice(0, 300));
    }
  }
  const failed = Math.max(fresh.length, left.length === 0 ? 1 : 0);
  return { line: `${left.length} lines, ${failed} differ`, passed: left.length - fresh.length, failed, fresh };
}
