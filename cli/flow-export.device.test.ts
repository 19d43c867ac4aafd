import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { exchange, getToken } from '../simulator/test/support/http-client.ts';
import { READY_APP } from '../simulator/test/support/sdk.ts';
import { runQuhao } from './test/run-quhao.ts';
import { ServedCommands } from './test/served-commands.ts';

/** What `flow export --to junit` makes is compiled and run: it needs a JDK, as the handset does, and the JUnit that lies beside its jars. */

const served = new ServedCommands();
const { quhao, mint } = served;
const PHONE = '15400000001';
const LIMIT_MS = 120_000;
const JARS = ['junit-4.13.2.jar', 'hamcrest-core-1.3.jar'].map((name) =>
  join(import.meta.dirname, '../handset/runtime/target/lib', name),
);

async function mintCheck(): Promise<string> {
  return (await quhao('token', 'mint', '--capability', 'check')).stdout.trim();
}

async function login(): Promise<string> {
  await exchange(served.simulator, await getToken(served.simulator, '127.154.0.1'));
  return 'last';
}

async function verify(): Promise<string> {
  await runQuhao(['token', 'verify', '-', '--msisdn', PHONE], { env: served.env, input: await mintCheck() });
  return 'last';
}

/** The second line of what the export of the number request prints. */
async function scrip(): Promise<string> {
  await login();
  const { stdout } = await quhao('flow', 'export', '--step', 'prefetch', '--to', 'curl');
  const env = { PATH: process.env['PATH'] ?? '', QUHAO_KEY: READY_APP.appKey };
  return (await promisify(execFile)('bash', ['-c', stdout], { env })).stdout.split('\n')[1] ?? '';
}

test.each([
  { step: 'prefetch', name: 'NumberRequestTest', flow: login, needs: async () => ({ QUHAO_KEY: READY_APP.appKey }) },
  {
    step: 'token',
    name: 'TokenRequestTest',
    flow: login,
    needs: async () => ({ QUHAO_KEY: READY_APP.appKey, QUHAO_SCRIP: await scrip() }),
  },
  {
    step: 'exchange',
    name: 'ExchangeTest',
    flow: login,
    needs: async () => ({ QUHAO_KEY: READY_APP.appSecret, QUHAO_LOGIN_TOKEN: await mint() }),
  },
  {
    step: 'verify',
    name: 'NumberCheckTest',
    flow: verify,
    needs: async () => ({ QUHAO_KEY: READY_APP.appKey, QUHAO_CHECK_TOKEN: await mintCheck(), QUHAO_PHONE: PHONE }),
  },
])('the JUnit test of $step passes, and fails with another key', { timeout: LIMIT_MS }, async ({ step, name, flow, needs }) => {
  const { stdout } = await quhao('flow', 'export', await flow(), '--step', step, '--to', 'junit');
  const folder = join(served.folder, step);
  await mkdir(folder);
  await writeFile(join(folder, `${name}.java`), stdout);
  const classPath = [folder, ...JARS].join(delimiter);
  await promisify(execFile)('javac', ['-Xlint:all', '-Werror', '-cp', classPath, join(folder, `${name}.java`)]);
  const run = (env: Readonly<Record<string, string>>) =>
    promisify(execFile)('java', ['-cp', classPath, 'org.junit.runner.JUnitCore', name], {
      env: { ...env, PATH: process.env['PATH'] ?? '' },
    });
  const env = await needs();
  expect((await run(env)).stdout).toContain('OK (1 test)');
  await expect(run({ ...env, QUHAO_KEY: 'another' })).rejects.toMatchObject({ code: 1 });
});
