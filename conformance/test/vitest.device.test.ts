import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../src/package-root.ts';

// Needs scripts/setup: a user's project gets quhao from dist.

const root = await packageRoot();

/** Three subjects: the SDK, a wrong SDK, and a probe that is not there. The handset has two bearers; this probe has no APK that asks for READ_PHONE_STATE. */
const SDK_TEST = `
import { describe } from 'vitest';
import { conformance } from 'quhao/conformance/vitest';

const common = { cacheDir: ${JSON.stringify(join(root, '.quhao', 'handset-cache'))} };
describe('right', () => conformance({ ...common, probe: 'probe.apk', runs: 'evidence' }));
describe('wrong', () => conformance({ ...common, probe: 'probe.apk', runs: 'evidence', mutant: 'desc-missing' }));
describe('absent', () => conformance({ ...common, probe: 'absent.apk', profile: 'smoke' }));
`;

const FILTER = 'bearer-number-request|prefetch-success|phone-state-refused';

interface JsonReport {
  readonly numTotalTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

let project: string;
let report: JsonReport;
let stderr: string;
let exitCode: number;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'quhao-project-'));
  await mkdir(join(project, 'node_modules'));
  await symlink(root, join(project, 'node_modules', 'quhao'));
  await symlink(join(root, 'node_modules', 'vitest'), join(project, 'node_modules', 'vitest'));
  await cp(join(root, 'android-probe', 'build', 'probe.apk'), join(project, 'probe.apk'));
  await writeFile(join(project, 'package.json'), '{ "type": "module" }');
  await writeFile(join(project, 'sdk.test.ts'), SDK_TEST);
  const reporters = ['--reporter=default', '--reporter=json', '--outputFile.json=report.json'];
  const args = ['node_modules/vitest/vitest.mjs', 'run', '-t', FILTER, ...reporters];
  const options = { cwd: project, env: environment(), maxBuffer: 64 << 20 };
  const ended = await promisify(execFile)(process.execPath, args, options).then(
    (output) => ({ ...output, code: 0 }),
    (error: { readonly code: number; readonly stdout: string; readonly stderr: string }) => error,
  );
  exitCode = ended.code;
  stderr = ended.stderr;
  try {
    report = JSON.parse(await readFile(join(project, 'report.json'), 'utf8')) as JsonReport;
  } catch (error) {
    throw new Error(`vitest left no report\n${ended.stdout}\n${stderr}`, { cause: error });
  }
}, 300_000);

afterAll(() => rm(project, { recursive: true, force: true }));

/** Without what the vitest that runs this file sets for its workers. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(VITEST|TEST$|NODE_ENV$|FORCE_COLOR$)/.test(name));
  return { ...Object.fromEntries(own), NO_COLOR: '1' };
}

function resultsOf(subject: string): Readonly<Record<string, { readonly status: string; readonly message: string }>> {
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const own = results.filter(({ ancestorTitles }) => ancestorTitles.includes(subject));
  return Object.fromEntries(
    own.map(({ title, status, failureMessages }) => [title, { status, message: failureMessages.join() }]),
  );
}

describe("conformance() in a user's own project", () => {
  test('is one test per check, of which -t runs the selected ones', () => {
    const results = resultsOf('right');
    expect(Object.keys(results).length).toBeGreaterThan(50);
    const passed = Object.keys(results).filter((id) => results[id]?.status === 'passed');
    expect(passed).toEqual(['bearer-number-request-uses-mobile-data', 'prefetch-success-describes-itself']);
  });

  test('skips a check for which the device lacks something', () => {
    expect(resultsOf('right')['mapping-phone-state-refused-is-told']?.status).toBe('skipped');
  });

  test('fails on a wrong SDK with the explanation of the verdict, and the run fails', () => {
    const { status, message } = resultsOf('wrong')['prefetch-success-describes-itself'] ?? { status: '', message: '' };
    expect(status).toBe('failed');
    expect(message).toContain('fail: ');
    for (const label of ['expected  ', 'clause    PRE-05 (guide', 'evidence  ']) {
      expect(message).toContain(label);
    }
    expect(message).not.toMatch(/^ +at /m);
    expect(exitCode).toBe(1);
  });

  test('keeps the evidence where the options say', async () => {
    const [, folder = ''] =
      /evidence {2}(.*)\/$/m.exec(resultsOf('wrong')['prefetch-success-describes-itself']?.message ?? '') ?? [];
    expect(folder).toMatch(/\/evidence\/.*\/mutants\/desc-missing\//);
    expect(JSON.parse(await readFile(join(folder, 'outcome.json'), 'utf8'))).toMatchObject({ verdict: 'fail' });
  });

  test('names the test bench where it does not come up, and judges nothing', () => {
    expect(stderr).toMatch(/env-error: TestbedError: there is no probe at .*absent\.apk\. Build it.*\n.*This is the test bench/);
    expect(Object.values(resultsOf('absent')).filter(({ status }) => status === 'passed')).toEqual([]);
  });
});
