import { expect, test } from 'vitest';
import { exchange, getToken } from '../../simulator/test/support/http-client.ts';
import { ServedCommands } from './served-commands.ts';

/** The journal of a running server. */

const served = new ServedCommands();
const { json, login, quhao } = served;

test('journal --count counts what the filters leave, and an entry takes no filter', async () => {
  await login();
  await getToken(served.simulator, '127.154.0.1');
  const all = Number((await quhao('journal', '--count')).stdout);
  expect(all).toBe((await served.simulator.defaultScope.journal()).length);
  const exchanges = await quhao('journal', '--count', '--plane', 'exchange', '--json');
  expect(JSON.parse(exchanges.stdout)).toEqual({
    count: (await served.simulator.defaultScope.journal({ plane: 'exchange' })).length,
  });
  expect((await quhao('journal', '--count', '--code', '999999')).stdout).toBe('0\n');
  expect((await quhao('journal', '--last', '0', '--json')).stdout).toBe('[]\n');
  const ignored = await quhao('journal', '1', '--plane', 'exchange');
  expect([ignored.code, ignored.stderr]).toEqual([64, expect.stringContaining('--plane selects among all of them')]);
  expect((await quhao('journal', '--follow', '--count')).code).toBe(64);
});

test('a code in a filter is taken by its name, and an unknown one is refused', async () => {
  const token = await login();
  await exchange(served.simulator, token);
  for (const noun of [['journal'], ['flow', 'list']]) {
    const named = await json<readonly unknown[]>(...noun, '--code', 'token_invalid');
    expect([named.length, named]).toEqual([1, await json(...noun, '--code', '104201')]);
    const unknown = await quhao(...noun, '--code', 'TOKEN_INVALIDE');
    expect([unknown.code, unknown.stderr]).toEqual([
      64,
      expect.stringMatching(/is no result code; nearest: 104201 TOKEN_INVALID/),
    ]);
  }
});

test('journal: what reached no operation is there with its explanation', async () => {
  await fetch(`${served.simulator.urls.exchange}/unisdk/rsapi/loginTokenvalidate`, { method: 'POST', body: '{}' });
  const { stdout } = await quhao('journal', '--last', '1');
  const [, number = ''] = /#(\d+)/.exec(stdout) ?? [];
  expect(stdout).toMatch(/route \(exchange\) .*105313 ILLEGAL_REQUEST/);
  expect((await quhao('journal', number)).stdout).toMatch(/route ✗ .*loginTokenValidate/);
  expect((await quhao('flow', 'show', number)).stderr).toContain(`quhao journal ${number} shows it`);
  expect((await quhao('flow', 'show')).stderr).toContain('there is no flow yet');
  await login();
  expect((await quhao('flow', 'show', 'last')).stderr).toBe('');
  await fetch(`${served.simulator.urls.exchange}/nowhere`, { method: 'POST', body: '{}' });
  const newest = (await served.simulator.defaultScope.journal()).at(-1)?.id;
  expect((await quhao('flow', 'show')).stderr).toBe(`1 journal entry belongs to no flow: quhao journal ${newest}\n`);
  expect((await quhao('journal', '--plane', 'bearer', '--code', '103111')).stderr).toBe('no entry matches\n');
});
