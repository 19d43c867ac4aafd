import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunReport, runReportSchema } from '../../conformance/src/report/run-report.ts';
import { compileJava, filesUnder, jarOf } from './probe-core.ts';
import { openToolchain } from './toolchain.ts';

// Needs scripts/setup: `quhao conform` runs from dist, and the SDK is compiled with the tools of scripts/build-probe.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const EXAMPLE = join(ROOT, 'docs/examples/closed-java');
const LED = ['--route', '*:80=bearer', '--route', 'id.closed.example:443=token'];
const DIALECT = ['--dialect', join(EXAMPLE, 'dialect.js')];

const SPEAKS = 'subject-speaks-to-the-gateway';
const BEARER = 'bearer-number-request-uses-mobile-data';
const RESET = 'mapping-connection-reset';
const TIME_LIMIT = 'timeout-set-1500-held-answer';
const ANSWER = 'prefetch-success-describes-itself';
/** Asks the token host too, by TLS: a chain that the device does not trust is refused. */
const TOKEN = 'mapping-token-tls-unknown-ca-mobile-auth';

const run = promisify(execFile);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-closed-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The SDK as a JAR; `change` makes it wrong in one way. */
async function compile(name: string, change?: { readonly from: string; readonly to: string }): Promise<string> {
  const tools = await openToolchain(ROOT);
  const [sources, output, jar] = [join(folder, `${name}-java`), join(folder, `${name}-classes`), join(folder, `${name}.jar`)];
  await cp(join(EXAMPLE, 'java'), sources, { recursive: true });
  await mkdir(output);
  if (change !== undefined) {
    const file = join(sources, 'com/example/closed/ClosedLogin.java');
    const source = await readFile(file, 'utf8');
    expect(source).toContain(change.from);
    await writeFile(file, source.replace(change.from, change.to));
  }
  const files = await filesUnder(sources, '.java');
  await compileJava(`compiling ${name}`, { tools, sources: files, classPath: [tools.platform], output });
  await jarOf(output, jar, tools);
  return jar;
}

interface Conformed {
  readonly exitCode: number;
  readonly output: string;
  readonly report: RunReport;
  readonly verdicts: Readonly<Record<string, string>>;
}

async function conform(sdk: string, rows: readonly string[], flags: readonly string[]): Promise<Conformed> {
  const json = `${sdk}.report.json`;
  const args = ['conform', '--sdk', sdk, '--adapter', join(EXAMPLE, 'adapter.yaml'), '--grep', `^(${rows.join('|')})$`, ...flags];
  const { exitCode, output } = await run(process.execPath, [
    ...[join(ROOT, 'dist/cli/main.js'), ...args, '--runs', join(folder, 'runs'), '--json', json],
  ]).then(
    ({ stdout }) => ({ exitCode: 0, output: stdout }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ exitCode: code, output: stdout + stderr }),
  );
  const report = runReportSchema.parse(JSON.parse(await readFile(json, 'utf8')));
  return { exitCode, output, report, verdicts: Object.fromEntries(report.checks.map(({ id, verdict }) => [id, verdict])) };
}

/** Skipped rows do not count; a machine that was too busy to tell leaves a law inconclusive. */
function codeWithoutFail({ summary }: RunReport): number {
  return (summary.inconclusive ?? 0) === 0 ? 0 : 2;
}

test('an SDK with its hosts built in is led here, and judged by its connections where nobody knows what it says', {
  timeout: 300_000,
}, async () => {
  const { exitCode, output, report, verdicts } = await conform(await compile('closed'), [SPEAKS, BEARER, RESET, ANSWER], LED);
  expect(verdicts, output).toMatchObject({ [SPEAKS]: 'skipped', [BEARER]: 'pass', [RESET]: 'pass', [ANSWER]: 'skipped' });
  expect(exitCode, output).toBe(codeWithoutFail(report));
  expect(report.checks.find(({ id }) => id === ANSWER)?.headline).toMatch(/^needs dialect: connected to the gateway/);
  const [number, check] = report.portrait?.calls ?? [];
  expect(number).toMatchObject({ api: 'getPhoneInfo', result: '200021', understood: 0 });
  expect(number?.hosts).toMatchObject([
    { host: 'rcs.closed.example', port: 80, bearer: 'cellular', plane: 'bearer', tls: false },
  ]);
  expect(check?.api).toBe('mobileAuth');
  expect(output).toContain('configure   the SDK cannot be told where the gateway is: it is led here by its own hosts');
});

test('with its dialect it is judged by what the gateway answers, over TLS by a certificate for its own host', {
  timeout: 300_000,
}, async () => {
  const { exitCode, output, report, verdicts } = await conform(
    await compile('spoken'),
    [SPEAKS, ANSWER, TOKEN],
    [...LED, ...DIALECT],
  );
  expect(verdicts, output).toMatchObject({ [SPEAKS]: 'pass', [ANSWER]: 'pass', [TOKEN]: 'pass' });
  expect(exitCode, output).toBe(codeWithoutFail(report));
  expect(report.portrait?.calls.map(({ result }) => result)).toEqual(['103000', '103000']);
  expect(report.portrait?.calls[1]?.hosts.at(-1)).toMatchObject({
    host: 'id.closed.example',
    port: 443,
    plane: 'token',
    tls: true,
  });
  expect(report.portrait?.proposals).toEqual([]);
});

test('one that ignores its time limit fails by a held connection', { timeout: 300_000 }, async () => {
  const sdk = await compile('slow', { from: 'call.limit(limitMs)', to: 'call.limit(60_000)' });
  const { exitCode, output, verdicts } = await conform(sdk, [TIME_LIMIT], ['--route', '*:80=bearer']);
  // A machine that is too busy to tell says so; it never says that the time limit was kept.
  expect(verdicts[TIME_LIMIT], output).toMatch(/^(fail|inconclusive)$/);
  expect(exitCode).not.toBe(0);
});
