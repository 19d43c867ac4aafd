import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/src/simulator.ts';
import { exchange, getToken } from '../../simulator/test/support/http-client.ts';
import { type Ended, runQuhao } from './run-quhao.ts';

/** The commands that talk to a running server, against a real one on free ports. */

let folder: string;
let simulator: Simulator;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-commands-'));
  simulator = await startSimulator({ preset: 'personas' });
  env = { QUHAO_URL: `${simulator.urls.control}/v1`, QUHAO_TOKEN: simulator.controlToken, HOME: folder };
});
afterAll(async () => {
  await simulator.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => simulator.defaultScope.reset());

function quhao(...args: readonly string[]): Promise<Ended> {
  return runQuhao(args, { env });
}

async function json<T>(...args: readonly string[]): Promise<T> {
  const { code, stdout, stderr } = await quhao(...args, '--json');
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as T;
}

/** A whole login of the healthy persona, from its bearer's address. */
async function login(): Promise<string> {
  const token = await getToken(simulator, '127.154.0.1');
  await exchange(simulator, token);
  return token;
}

describe('flow', () => {
  test('list has a line for each login, with its last code', async () => {
    await login();
    const { code, stdout } = await quhao('flow', 'list');
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/300000000001 {2}154\*{4}0001 {2}prefetch → get-token → login-token-validate {2}103000 SUCCESS\n$/),
    ]);
  });

  test('show explains a second exchange of one token, and names the entry that used it', async () => {
    const token = await login();
    await exchange(simulator, token);
    const { code, stdout } = await quhao('flow', 'show');
    expect(code).toBe(0);
    expect(stdout).toMatch(/ended with 104201 TOKEN_INVALID/);
    expect(stdout).toMatch(/✗ .*used.*entry \d+/);
    expect(stdout).toMatch(/meaning {3}/);
    expect(stdout).not.toContain(token);
  });

  test('show of a number that is no flow says what there is', async () => {
    await login();
    const { code, stderr } = await quhao('flow', 'show', '99999');
    expect([code, stderr]).toEqual([64, expect.stringMatching(/there is no flow 99999; the last are \d+: quhao flow list/)]);
  });

  test('watch prints a step when it has come, and ends with 0', async () => {
    const ended = new AbortController();
    const lines: string[] = [];
    const watching = runQuhao(['flow', 'watch'], {
      env,
      signal: ended.signal,
      onLine: (line) => {
        lines.push(line);
        if (lines.length === 3) {
          ended.abort();
        }
      },
    });
    // The stream begins with what comes after it is open.
    while (lines.length < 3) {
      await login();
    }
    expect((await watching).code).toBe(0);
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d\.\d{3} {2}#\d+ .*(mobile data 127\.154\.0\.1|any network|back end).*103000 SUCCESS/);
  });
});
