// Runs the published tests of libraries against the original classes and against those that the converter made of their dex.
// Usage: node scripts/verify-converter.mjs [--sample | --quick] [WORD…]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROGRAMS, verifyProgram } from './verify-converter-programs.mjs';
import { ATTRIBUTED, CONFIGURATIONS, LIBRARIES } from './verify-converter-subjects.mjs';
import { compile, convert, fetch, jarOf, jarsOf, resourcesOf, SHORT_LIVED, WORK } from './verify-converter-tools.mjs';

const CONVERTER = 'handset/converter';
const CONSOLE = 'org.junit.platform:junit-platform-console-standalone:1.11.4';
const R8 = 'com.android.tools:r8:9.5.28';

/** Packages of the JDK that tests reach into. What fails in one test of lang3 for that reason makes those after it fail too. */
const OPENED = ['lang', 'lang.reflect', 'math', 'net', 'text', 'time', 'time.chrono', 'util', 'util.concurrent'].flatMap(
  (name) => ['--add-opens', `java.base/java.${name}=ALL-UNNAMED`],
);

/** Runs the tests and returns the names of those that ran and of those that failed. */
function runTests({ classPath, tests, packages, reports, isShort }) {
  rmSync(reports, { recursive: true, force: true });
  const console = jarsOf(join(WORK, 'tools')).find((jar) => jar.includes('console-standalone'));
  const args = [
    ...(isShort ? SHORT_LIVED : []),
    '-Xmx1g',
    ...OPENED,
    '-Djava.awt.headless=true',
    '-cp',
    [...classPath, console].join(':'),
    'org.junit.platform.console.ConsoleLauncher',
    'execute',
  ];
  args.push('--scan-classpath', tests, '--reports-dir', reports, '--details=none', '--disable-banner');
  args.push(...packages.flatMap((name) => ['--include-package', name]));
  const { stderr, error } = spawnSync(join(process.env.JAVA_HOME, 'bin', 'java'), args, {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 1 << 28,
    timeout: 1_800_000,
    cwd: WORK,
  });
  const all = new Set();
  const failed = new Set();
  const messages = new Map();
  for (const file of existsSync(reports) ? readdirSync(reports) : []) {
    const text = readFileSync(join(reports, file), 'utf8');
    for (const [whole, name, owner] of text.matchAll(
      /<testcase name="([^"]*)" classname="([^"]*)"[\s\S]*?(?:<\/testcase>|\/>)/g,
    )) {
      // Anonymous values in the names of parameterised tests differ from run to run.
      const id = `${owner}.${name.replace(/@[0-9a-f]+/g, '@')}`;
      all.add(id);
      if (/<(failure|error)/.test(whole)) {
        failed.add(id);
        messages.set(id, /<(?:failure|error)[^>]*>(?:<!\[CDATA\[)?([^\n]*)/.exec(whole)?.[1] ?? '');
      }
    }
  }
  if (all.size === 0) {
    throw new Error(`no test of ${packages.join(', ')} ran: ${error?.message ?? reasonOf(String(stderr))}`);
  }
  return { all, failed, messages };
}

/** The last cause that a JVM printed, or what it printed first. */
function reasonOf(text) {
  const causes = text.match(/^Caused by: .*$/gm);
  return causes?.at(-1) ?? text.split('\n').slice(0, 3).join(' | ');
}

/** What the runs of one library in one configuration have in common. */
function planOf(library, configuration, packages) {
  const folder = join(WORK, library.name);
  const jar = jarOf(folder, library.library.split(':'));
  const tests = jarOf(folder, [...library.library.split(':'), 'tests']);
  const others = jarsOf(folder).filter((path) => path !== jar && path !== tests);
  const base = join(folder, configuration.name);
  const isWhole = configuration.withTests === true;
  const run = (name, classes, scanned) =>
    runTests({
      classPath: [...classes, ...others],
      tests: scanned,
      packages,
      reports: join(folder, 'reports', name),
      isShort: packages !== library.packages,
    });
  return {
    base,
    jars: isWhole ? [jar, tests] : [jar],
    libs: isWhole ? [...others, ...jarsOf(join(WORK, 'tools')).filter((path) => path.includes('console-standalone'))] : [],
    original: () => run('original', [jar, tests], tests),
    /** Nothing of the original classes is on the class path but, if they are not compiled too, the tests. */
    replaced: (name, classes) =>
      run(name, [classes, resourcesOf(jar), isWhole ? resourcesOf(tests) : tests], isWhole ? classes : tests),
  };
}

function verify(library, configuration, packages) {
  const plan = planOf(library, configuration, packages);
  const converted = join(plan.base, 'converted.jar');
  rmSync(plan.base, { recursive: true, force: true });
  mkdirSync(plan.base, { recursive: true });
  compile(configuration, { ...plan, out: join(plan.base, 'dex.zip'), kind: 'dex' });
  convert(join(plan.base, 'dex.zip'), converted, configuration.isDense);
  const original = baseline(library, plan.original, packages);
  const { all, failed, messages } = plan.replaced(configuration.name, converted);
  let fresh = [...failed].filter((name) => !original.failed.has(name));
  let ofCompiler = 0;
  const setAside = (isIts) => {
    const rest = fresh.filter((name) => !isIts(name));
    ofCompiler += fresh.length - rest.length;
    fresh = rest;
  };
  for (const { why, ...cause } of ATTRIBUTED) {
    const before = ofCompiler;
    setAside((name) => isCausedBy(cause, configuration, { name, message: messages.get(name) }));
    if (ofCompiler > before) {
      console.log(`    ${ofCompiler - before} of ${library.name} ${configuration.name}: ${why}`);
    }
  }
  if (fresh.length > 0 && configuration.tool === 'R8') {
    const byR8 = compiledByR8(configuration, plan);
    setAside((name) => byR8.failed.has(name));
  }
  if (fresh.length > 0) {
    const again = plan.replaced(`${configuration.name}-again`, converted);
    fresh = fresh.filter((name) => again.failed.has(name));
  }
  const others = ofCompiler > 0 ? `, ${ofCompiler} more by ${configuration.tool}'s own doing` : '';
  const counts = `${all.size} of ${original.all.size} tests ran, ${failed.size} fail (${original.failed.size} with the original)`;
  // A test that is not found any more has failed.
  const missing = Math.max(0, original.all.size - all.size);
  return {
    line: `${counts}, ${fresh.length} by the converter${others}`,
    passed: all.size - failed.size,
    failed: fresh.length + missing,
    fresh,
  };
}

function isCausedBy({ isOf, test, message }, configuration, failure) {
  return isOf(configuration) && failure.name.endsWith(test ?? '') && (message === undefined || message.test(failure.message));
}

/** The tests with the original jar. They run once, and are kept for as long as library and packages are the same. */
function baseline(library, run, packages) {
  const file = join(WORK, library.name, `baseline-${packages.length}.json`);
  const key = JSON.stringify([library, packages, OPENED]);
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  if (kept.key === key) {
    return { all: new Set(kept.all), failed: new Set(kept.failed) };
  }
  const { all, failed } = run();
  writeFileSync(file, JSON.stringify({ key, all: [...all], failed: [...failed] }));
  return { all, failed };
}

/** The same rules with class files as output: what fails there too is R8's doing and not the converter's. */
function compiledByR8(configuration, plan) {
  const classes = join(plan.base, 'classes.jar');
  try {
    compile(configuration, { ...plan, out: classes, kind: 'classes' });
  } catch (error) {
    console.log(`    R8 makes no class files by these rules: ${String(error.stderr ?? error).split('\n')[0]}`);
    return { failed: new Set() };
  }
  return plan.replaced(`${configuration.name}-classfile`, classes);
}

function runTables() {
  const { status } = spawnSync('mvn', ['-q', '-B', '-f', `${CONVERTER}/pom.xml`, 'test'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const reports = join(CONVERTER, 'target/surefire-reports');
  let [passed, failed] = [0, 0];
  for (const name of readdirSync(reports).filter((file) => file.endsWith('.xml'))) {
    const suite = /<testsuite [^>]*>/.exec(readFileSync(join(reports, name), 'utf8'))?.[0] ?? '';
    const count = (key) => Number(new RegExp(` ${key}="(\\d+)"`).exec(suite)?.[1] ?? 0);
    failed += count('failures') + count('errors');
    passed += count('tests') - count('failures') - count('errors');
  }
  console.log(`  tables ${passed} passed, ${failed} failed`);
  return { passed, failed: status === 0 ? failed : Math.max(failed, 1) };
}

function main(args) {
  const isSample = args.includes('--sample');
  const isQuick = args.includes('--quick');
  const words = args.filter((arg) => !arg.startsWith('--'));
  const total = isSample || isQuick || words.length > 0 ? { passed: 0, failed: 0 } : runTables();
  fetch(join(WORK, 'tools'), [CONSOLE, R8]);
  for (const library of LIBRARIES) {
    for (const configuration of CONFIGURATIONS) {
      const name = `${library.name} ${configuration.name}`;
      const packages = packagesOf(library, { isSample, isQuick });
      const isWanted =
        packages.length > 0 && words.every((word) => name.includes(word)) && (!isSample || configuration.sample === true);
      if (isWanted) {
        fetch(join(WORK, library.name), [library.library, `${library.library}:tests`, ...library.needs]);
        report(name, () => verify(library, configuration, packages), total);
      }
    }
  }
  for (const program of isSample || isQuick ? [] : PROGRAMS) {
    if (words.every((word) => program.name.includes(word))) {
      report(program.name, () => verifyProgram(program), total);
    }
  }
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
}

function packagesOf(library, { isSample, isQuick }) {
  if (isSample) {
    return library.sample;
  }
  return isQuick ? (library.quick ?? library.sample) : library.packages;
}

/** `run` returns a line, the counts, and the names of what failed. */
function report(name, run, total) {
  const from = Date.now();
  try {
    const { line, passed, failed, fresh } = run();
    console.log(`  ${name}: ${line}; ${Math.round((Date.now() - from) / 1000)} s`);
    for (const one of fresh.slice(0, 10)) {
      console.log(`    ${one}`);
    }
    total.passed += passed;
    total.failed += failed;
  } catch (error) {
    console.log(
      `  ${name}: ${String(error.stdout ?? '')}${String(error.stderr ?? error)
        .split('\n')
        .slice(0, 5)
        .join(' | ')}`.slice(0, 1500),
    );
    total.failed++;
  }
}

main(process.argv.slice(2));
