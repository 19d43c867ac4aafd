import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { ConformanceResult } from '../../src/conformance-options.ts';
import { type GatewayProfileOptions, runGatewayProfile } from '../../src/gateway-profile/conform-gateway.ts';
import type { GatewayTarget } from '../../src/gateway-profile/gateway-target.ts';
import { startSimulatedGateway } from '../../src/gateway-profile/simulated-gateway.ts';
import { rejudge } from '../../src/rejudge.ts';
import { type RunReport, runReportSchema } from '../../src/report/run-report.ts';
import { secretsIn } from '../secret-search.ts';

let folder: string;
/** Another process's gateway, as far as the profile can tell. */
let remote: GatewayTarget;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-gateway-'));
  remote = await startSimulatedGateway();
  await remote.arrange({});
  await writeFile(join(folder, 'gateway.pem'), remote.sealing?.publicKeyPem ?? '');
  await writeFile(join(folder, 'root.pem'), remote.ca ?? '');
});

afterAll(async () => {
  await remote[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

async function run(options: Partial<GatewayProfileOptions>): Promise<ConformanceResult & { readonly report: RunReport }> {
  const result = await runGatewayProfile({ runsDir: join(folder, 'runs'), print: () => undefined, ...options });
  const report = runReportSchema.parse(JSON.parse(await readFile(join(result.runDir, 'report.json'), 'utf8')));
  return { ...result, report };
}

async function fileWith(name: string, content: object): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, stringify(content));
  return path;
}

function remoteApp(): object {
  const { appid, appKey, appSecret, packageName, certificateMd5 } = remote.app;
  return { appid, appKey, appSecret, packageName, certificateMd5 };
}

function client(): object {
  return {
    number: { mobile: remote.urls.number.mobile },
    token: remote.urls.token,
    keyId: remote.sealing?.keyId,
    publicKey: 'gateway.pem',
  };
}

describe('our own simulator', () => {
  test('passes every check; the stored evidence gives the same verdicts; no file contains a secret', async () => {
    const { exitCode, summary, report, runDir } = await run({});
    expect([exitCode, summary.pass]).toEqual([0, report.checks.length]);
    expect(await rejudge({ runDir, print: () => undefined })).toEqual({ exitCode: 0, changed: [] });
    const html = await readFile(join(runDir, 'report.html'), 'utf8');
    expect(html).toContain('server-exchange-gives-the-number');
    const stored = await readFile(join(runDir, 'server-exchange-gives-the-number', 'exchanges.json'), 'utf8');
    expect(stored).toContain('[whole number]');
    expect(stored).toContain('[token]');
    expect(stored).not.toMatch(/STsid\d/);
    expect(await secretsIn(runDir, [['15400000001', 'number']])).toEqual([]);
  }, 60_000);
});

describe('another gateway by --url', () => {
  const url = (): string => new URL(remote.urls.loginTokenValidate).origin;
  const plain = async () => ({ url: url(), gateway: await fileWith('plain.yaml', { app: remoteApp() }) });

  test('--bail leaves out nothing where nothing fails, and --shard parts are the whole', async () => {
    const parts = await Promise.all(
      [1, 2].map(async (index) => run({ ...(await plain()), bail: true, grep: '^server-body', shard: { index, count: 2 } })),
    );
    expect(parts.flatMap(({ report }) => report.checks.map(({ verdict }) => verdict))).toEqual(Array(9).fill('pass'));
  });

  test('a check of the baseline that is not run fails the run; one of another shard does not count', async () => {
    const { runDir } = await run({ ...(await plain()), grep: '^server-body' });
    const baseline = join(runDir, 'report.json');
    expect((await run({ ...(await plain()), grep: '^server-body', shard: { index: 1, count: 2 }, baseline })).exitCode).toBe(0);
    await writeFile(
      baseline,
      (await readFile(baseline, 'utf8')).replace('server-body-array-is-103211', 'server-body-gone-from-table'),
    );
    const { exitCode, report } = await run({ ...(await plain()), grep: '^server-body', baseline });
    expect([exitCode, report.checks.at(-1)?.id]).toEqual([1, 'baseline-is-kept']);
  });

  test('with the client operations everything that needs no arrangement is judged', async () => {
    const gateway = await fileWith('whole.yaml', {
      app: remoteApp(),
      client: client(),
      tokens: { number: remote.number },
      ca: 'root.pem',
    });
    const { exitCode, summary, report, runDir } = await run({ url: url(), gateway });
    expect(
      [exitCode, summary.fail, summary.warn],
      JSON.stringify(report.checks.filter(({ verdict }) => verdict === 'fail')),
    ).toEqual([0, 0, 0]);
    expect(summary.pass).toBeGreaterThan(25);
    expect(summary.skipped).toBe(report.checks.length - summary.pass);
    expect(report.command).toBe(`quhao conform --profile gateway --url ${url()} --gateway ${gateway}`);
    const { app, number } = remote;
    const secrets = [
      [app.appKey, 'appKey'],
      [app.appSecret, 'appSecret'],
      [number ?? '', 'number'],
    ] as const;
    expect(await secretsIn(runDir, secrets)).toEqual([]);
  });

  test('with neither tokens nor client operations the refusals are judged', async () => {
    const { exitCode, summary, report } = await run({ url: url(), gateway: await fileWith('plain.yaml', { app: remoteApp() }) });
    expect(exitCode).toBe(0);
    expect(summary.pass).toBe(12);
    expect(report.checks.find(({ id }) => id === 'server-exchange-gives-the-number')?.headline).toContain(
      '`tokens.login` in the gateway file',
    );
  });

  test('tokens come from the command that the file names', async () => {
    const tokens = { login: "echo first line; echo 'STsid-not-a-token'", number: remote.number };
    const gateway = await fileWith('tokens.yaml', { app: remoteApp(), tokens });
    const { exitCode, report } = await run({ url: url(), gateway, grep: 'server-exchange-gives-the-number' });
    expect([exitCode, report.checks[0]?.verdict, report.checks[0]?.headline]).toEqual([1, 'fail', '104201, not this number']);
  });

  test('a failure that is known is waived; a waiver of a check that passes fails the run', async () => {
    const tokens = { login: 'echo STsid-not-a-token', number: remote.number };
    const gateway = await fileWith('waived.yaml', { app: remoteApp(), tokens });
    const row = { reason: 'known', link: 'https://example.test/1', expires: '2099-01-01' };
    const waivers = await fileWith('waivers.yaml', [{ ...row, check: 'server-exchange-gives-the-number' }]);
    const grep = 'server-exchange-gives-the-number|server-empty-token';
    const { exitCode, report } = await run({ url: url(), gateway, waivers, grep });
    expect([exitCode, report.checks.map(({ waived }) => waived !== undefined)]).toEqual([0, [true, false]]);
    const strict = await fileWith('strict.yaml', [{ ...row, check: 'server-empty-token-is-103811' }]);
    expect((await run({ url: url(), gateway, waivers: strict, grep: 'server-empty-token' })).exitCode).toBe(1);
  });

  test('a command that fails, and a gateway that is not there, are the bench', async () => {
    const gateway = await fileWith('failing.yaml', {
      app: remoteApp(),
      tokens: { login: 'echo no card >&2; echo more >&2; exit 7', number: remote.number },
    });
    const { exitCode, report } = await run({ url: url(), gateway, grep: 'server-exchange-gives-the-number' });
    expect([exitCode, report.checks[0]?.verdict, report.checks[0]?.headline]).toEqual([
      3,
      'env-error',
      'TestbedError: the command for a login token failed: exit code 7, no card',
    ]);
    const absent = await run({ url: 'http://127.0.0.1:9', gateway, grep: 'server-empty-token' });
    expect([absent.exitCode, absent.report.checks[0]?.headline]).toEqual([
      3,
      expect.stringContaining('cannot be reached: ECONNREFUSED'),
    ]);
  });

  test('a key that is a word of the reports leaves verdicts and counts as they are, and the run can be judged again', async () => {
    const gateway = await fileWith('word.yaml', { app: { ...remoteApp(), appKey: 'skipped', appSecret: 'verdict' } });
    const lines: string[] = [];
    const print = (line: string): number => lines.push(line);
    const { report, runDir } = await run({ url: url(), gateway, grep: 'server-(empty-token|exchange-gives)', print });
    expect(report.checks.map(({ verdict }) => verdict)).toEqual(expect.arrayContaining(['skipped']));
    expect(lines.join('\n')).not.toMatch(/undefined|NaN|\[app/);
    expect((await rejudge({ runDir, print: () => undefined })).changed).toEqual([]);
  });

  test('a run in which nothing could be judged is not 0', async () => {
    const gateway = await fileWith('arranged.yaml', { app: remoteApp() });
    const { exitCode, summary } = await run({ url: url(), gateway, grep: 'whitelist' });
    expect([exitCode, summary.skipped]).toEqual([2, 9]);
  });

  test.each([
    ['no file', undefined, /--url needs --gateway FILE beside it\. A gateway file names/],
    ['a file without the app', { tokens: {} }, /refused\.yaml:1: app: is missing/],
    ['a key that is missing', { app: { appid: '300000000001' } }, /refused\.yaml:1: app\.appKey: is missing/],
    [
      'a field that there is not',
      { app: { appid: '3', appKey: 'key-of-3' }, endpoint: {} },
      /refused\.yaml:4: the file: there is no key "endpoint"; did you mean "endpoints"/,
    ],
    [
      'an environment variable that is not set',
      { app: { appid: '3', appKey: { env: 'QUHAO_TEST_UNSET' } } },
      /QUHAO_TEST_UNSET, which is not set/,
    ],
    [
      'a key in other letters',
      { app: { appid: '3', appkey: 'key-of-3' } },
      /yaml:1: app\.appKey: is missing\n.*yaml:3: app: there is no key "appkey"; did you mean "appKey"\?/,
    ],
    [
      'an appid without quotes',
      { app: { appid: 3, appKey: 'key-of-3' } },
      /yaml:2: app\.appid: must be a text, and is a number: .*quotes/,
    ],
    [
      'a key without quotes',
      { app: { appid: '3', appKey: 123456789 } },
      /yaml:3: app\.appKey: must be the key as a text in quotes/,
    ],
    [
      'a number without quotes',
      { app: { appid: '3', appKey: 'key-of-3' }, tokens: { number: 1 } },
      /yaml:5: tokens\.number: .*quotes/,
    ],
    [
      'a certificate that is none',
      { app: { appid: '3', appKey: 'key-of-3' }, ca: 'plain.yaml' },
      /plain\.yaml is no certificate in PEM/,
    ],
    ['a key that is too short to be redacted', { app: { appid: '3', appKey: 'k' } }, /app\.appKey has fewer than 6 characters/],
    [
      'a certificate that is not there',
      { app: { appid: '3', appKey: 'key-of-3' }, ca: 'none.pem' },
      /the root certificate .*none\.pem cannot be read: there is no such file/,
    ],
  ])('%s is wrong usage, and the message says what is needed', async (_, content, message) => {
    const gateway = content === undefined ? {} : { gateway: await fileWith('refused.yaml', content) };
    await expect(run({ url: url(), ...gateway })).rejects.toThrow(message);
    await expect(run({ url: url(), ...gateway })).rejects.toThrow(expect.objectContaining({ name: 'UsageError' }));
  });

  test('a URL that is none is wrong usage', async () => {
    const gateway = await fileWith('plain.yaml', { app: remoteApp() });
    await expect(run({ url: 'gateway.example.test', gateway })).rejects.toThrow(/is no URL that begins with http/);
  });
});
