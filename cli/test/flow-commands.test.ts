import { describe, expect, test } from 'vitest';
import { exchange, getToken } from '../../simulator/test/support/http-client.ts';
import { runQuhao } from './run-quhao.ts';
import { ServedCommands } from './served-commands.ts';

/** The logins of a running server: shown, compared, exported and sent again. */

const served = new ServedCommands();
const { login, mint, quhao } = served;

describe('replay', () => {
  test('a whole login is sent again over its session, with a scrip and a token of its own', async () => {
    await login();
    const { code, stdout } = await quhao('flow', 'replay');
    expect(stdout.split('\n').map((line) => line.slice(0, 40).trim())).toEqual([
      expect.stringMatching(/^prefetch {2}103000 SUCCESS/),
      expect.stringMatching(/^get-token {2}103000 SUCCESS/),
      expect.stringMatching(/^login-token-validate {2}103000/),
      '',
    ]);
    expect(code).toBe(0);
    const [first, second] = await served.simulator.defaultScope.flows();
    expect(second).toMatchObject({ subscriber: first?.subscriber, resultCode: '103000' });
  });

  test('a step with another token is signed anew; without one it is refused as used', async () => {
    const used = await login();
    const again = await quhao('flow', 'replay', '--step', 'exchange');
    expect([again.code, again.stdout]).toEqual([1, expect.stringMatching(/104201 TOKEN_INVALID {2}\(was 103000 SUCCESS/)]);
    expect(again.stdout).not.toContain(used);
    const args = ['flow', 'replay', '--step', 'exchange', '--set', 'token=-'];
    const fresh = await runQuhao(args, { env: served.env, input: await mint() });
    expect([fresh.code, fresh.stdout]).toEqual([0, expect.stringMatching(/^login-token-validate {2}103000 SUCCESS/)]);
  });

  test('sent as it is, an exchange gets what a repeat without keys gets', async () => {
    await login();
    const { code, stdout } = await quhao('flow', 'replay', '--as-is', '--step', 'exchange');
    expect([code, stdout]).toEqual([1, expect.stringMatching(/^login-token-validate {2}10\d{4} /)]);
  });

  test.each([
    ['a secret in the arguments', ['--set', 'token=STsid1'], /token is a secret.*token=@FILE/],
    ['a step that there is not', ['--step', 'nosuch'], /It is one of prefetch/],
    ['a field that no request has', ['--set', 'strictchek=0'], /no request .* has a field strictchek; did you mean strictcheck/],
    ['a change of what stays as it is', ['--as-is', '--set', 'strictcheck=0'], /give one of them/],
  ])('%s is refused', async (_title, args, message) => {
    await login();
    const { code, stderr } = await quhao('flow', 'replay', ...args);
    expect([code, stderr]).toEqual([64, expect.stringMatching(message)]);
  });
});

describe('flow', () => {
  test('diff says what differed first, and exits 1', async () => {
    await login();
    await quhao('fault', 'add', 'http-500', '--plane', 'token', '--next');
    await getToken(served.simulator, '127.154.0.2').catch(() => undefined);
    const [a, b] = (await served.simulator.defaultScope.flows()).map(({ id }) => String(id));
    const { code, stdout } = await quhao('flow', 'diff', a ?? '', b ?? '');
    expect([code, stdout]).toEqual([
      1,
      expect.stringMatching(/^first {2}prefetch: bearer\n.*127\.154\.0\.1.*\n.*127\.154\.0\.2/),
    ]);
    expect(stdout).toMatch(/get-token: fault\n.*\(none\)\n.*status/);
    expect((await quhao('flow', 'diff', a ?? '', a ?? '')).code).toBe(0);
  });

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
    await exchange(served.simulator, token);
    const { code, stdout } = await quhao('flow', 'show');
    expect(code).toBe(0);
    expect(stdout).toMatch(/ended with 104201 TOKEN_INVALID/);
    expect(stdout).toMatch(/✗ .*used.*entry \d+/);
    expect(stdout).toMatch(/meaning {3}/);
    expect(stdout).not.toContain(token);
  });

  test('show of a flow without an answer says how it is sent again, since it cannot be exported', async () => {
    await quhao('fault', 'hold', '--next');
    await runQuhao(['token', 'exchange', '-', '--timeout', '500ms'], { env: served.env, input: await mint() });
    const { stdout } = await quhao('flow', 'show');
    expect(stdout).toMatch(/again {5}quhao flow replay \d+/);
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
      env: served.env,
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
    expect(lines[0]).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3}(?:Z|[+-]\d\d:\d\d) {2}#\d+ .*(mobile data 127\.154\.0\.1|any network|back end).*103000 SUCCESS/,
    );
  });
});
