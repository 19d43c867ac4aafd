import { execFile } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, test } from 'vitest';
import { exchange, getToken, PATHS, send } from '../../simulator/test/support/http-client.ts';
import { loginBody, READY_APP } from '../../simulator/test/support/sdk.ts';
import { runQuhao } from './run-quhao.ts';
import { ServedCommands } from './served-commands.ts';

/** What `flow export` makes runs, and has no secret in it. */

const served = new ServedCommands();
const { quhao, mint } = served;
const PHONE = '15400000001';
const ROOT = join(import.meta.dirname, '../..');
const VITEST_MS = 30_000;

/** The flow's requests, and what each export of them is run with. */
const STEPS = [
  { step: 'prefetch', code: '103000', needs: async () => ({ QUHAO_KEY: READY_APP.appKey }) },
  { step: 'token', code: '103000', needs: async () => ({ QUHAO_KEY: READY_APP.appKey, QUHAO_SCRIP: await scrip() }) },
  { step: 'exchange', code: '103000', needs: async () => ({ QUHAO_KEY: READY_APP.appSecret, QUHAO_LOGIN_TOKEN: await mint() }) },
  {
    step: 'verify',
    code: '000',
    needs: async () => ({ QUHAO_KEY: READY_APP.appKey, QUHAO_CHECK_TOKEN: await mintCheck(), QUHAO_PHONE: PHONE }),
  },
] as const;

async function mintCheck(): Promise<string> {
  return (await quhao('token', 'mint', '--capability', 'check')).stdout.trim();
}

/** Of the export of the number request, whose script prints it behind the answer. */
async function scrip(): Promise<string> {
  const { stdout } = await quhao('flow', 'export', flow, '--step', 'prefetch', '--to', 'curl');
  const ran = await bash(stdout, { QUHAO_KEY: READY_APP.appKey });
  return ran.stdout.split('\n')[1] ?? '';
}

function bash(script: string, env: Readonly<Record<string, string>>) {
  return promisify(execFile)('bash', ['-c', script], { env: { ...env, PATH: process.env['PATH'] ?? '' } });
}

let token: string;
let flow: string;

/** A login, and a check of a number by the flow's second token. */
beforeEach(async () => {
  token = await getToken(served.simulator, '127.154.0.1');
  await exchange(served.simulator, token);
  flow = String((await served.simulator.defaultScope.flows())[0]?.id);
});

async function flowOf(step: string): Promise<string> {
  if (step !== 'verify') {
    return flow;
  }
  const verified = await runQuhao(['token', 'verify', '-', '--msisdn', PHONE], { env: served.env, input: await mintCheck() });
  expect(verified.code).toBe(0);
  return 'last';
}

describe.each(STEPS)('of $step', ({ step, code, needs }) => {
  test('curl: the script has no secret, runs, and says by its exit code that another answer has come', async () => {
    const { code: exit, stdout } = await quhao('flow', 'export', await flowOf(step), '--step', step, '--to', 'curl');
    expect(exit).toBe(0);
    for (const secret of [token, READY_APP.appSecret, READY_APP.appKey, PHONE]) {
      expect(stdout).not.toContain(secret);
    }
    const env = await needs();
    expect((await bash(stdout, env)).stdout).toContain(`"resultCode":"${code}"`);
    await expect(bash(stdout, { ...env, QUHAO_KEY: 'another' })).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`the answer is not ${code}`) as string,
    });
    await expect(bash(stdout, {})).rejects.toMatchObject({
      stderr: expect.stringMatching(/QUHAO_\w+: parameter null or not set/) as string,
    });
  });

  test('vitest: the test passes, and fails with another key', { timeout: VITEST_MS }, async () => {
    const { stdout } = await quhao('flow', 'export', await flowOf(step), '--step', step, '--to', 'vitest');
    const folder = join(served.folder, step);
    await mkdir(folder, { recursive: true });
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    await writeFile(join(folder, 'exported.test.js'), stdout);
    const run = (env: Readonly<Record<string, string>>) =>
      promisify(execFile)(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder], {
        env: { ...env, PATH: process.env['PATH'] ?? '' },
      });
    const env = await needs();
    expect((await run(env)).stdout).toMatch(/1 passed/);
    await expect(run({ ...env, QUHAO_KEY: 'another' })).rejects.toMatchObject({ code: 1 });
  });
});

test('without a step it is what the back end asked, else the last request', async () => {
  expect((await quhao('flow', 'export', flow, '--to', 'curl')).stdout).toContain('this login-token-validate was answered 103000');
  await getToken(served.simulator, '127.154.0.2');
  expect((await quhao('flow', 'export', 'last', '--to', 'curl')).stdout).toContain('this get-token was answered 103000');
});

test.each([
  ['a step that the flow has not', ['--step', 'verify'], /has no token-validate that was answered.*quhao flow show/],
  ['a step that there is not', ['--step', 'nosuch'], /It is one of prefetch/],
])('%s is refused', async (_, args, says) => {
  const { code, stderr } = await quhao('flow', 'export', flow, '--to', 'curl', ...args);
  expect([code, stderr]).toEqual([64, expect.stringMatching(says)]);
});

test('an exchange that is signed with RSA is refused, since nobody but its back end can sign', async () => {
  const unsigned = await getToken(served.simulator, '127.154.0.3');
  const body = loginBody(unsigned, READY_APP, { encryptionalgorithm: 'RSA' });
  await send(served.simulator, 'exchange', { path: PATHS.login, body });
  const { code, stderr } = await quhao('flow', 'export', 'last', '--step', 'exchange', '--to', 'curl');
  expect([code, stderr]).toEqual([64, expect.stringMatching(/signed with RSA/)]);
});
