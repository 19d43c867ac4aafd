import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  allCodes,
  explainCode,
  explainOtherCode,
  explanationText,
  otherCodeText,
} from '../../simulator/src/model/explain-code.ts';
import { READY_APP, type Simulator, startSimulator } from '../../simulator/src/simulator.ts';
import { exchange, getToken } from '../../simulator/test/support/http-client.ts';
import { RECIPES } from '../fault/recipes.ts';
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

async function mint(): Promise<string> {
  return (await quhao('token', 'mint')).stdout.trim();
}

async function personasOf(id: string): Promise<{ readonly app: string }> {
  const scopes = await json<readonly { id: string; personas: { app: string } }[]>('scope', 'list');
  return scopes.find((scope) => scope.id === id)?.personas ?? { app: 'none' };
}

/** A whole login of the healthy persona, from its bearer's address. */
async function login(): Promise<string> {
  const token = await getToken(simulator, '127.154.0.1');
  await exchange(simulator, token);
  return token;
}

describe('a server that cannot be used', () => {
  test.each<[string, Readonly<Record<string, string>>, readonly [number, RegExp]]>([
    ['that does not answer', { QUHAO_URL: 'http://127.0.0.1:1' }, [3, /127\.0\.0\.1:1 does not answer \(.+\).*quhao serve/]],
    ['with another token', { QUHAO_TOKEN: 'f'.repeat(32) }, [64, /refuses the control token/]],
    ['by an address that is none', { QUHAO_URL: 'nowhere' }, [64, /QUHAO_URL is nowhere, and no URL/]],
    [
      'on another machine, without its token',
      { QUHAO_URL: 'http://192.0.2.1:7900', QUHAO_TOKEN: '' },
      [64, /is another machine/],
    ],
    ['that nobody names', { QUHAO_URL: '', QUHAO_TOKEN: '' }, [3, /no quhao serve is running.*Start one: quhao serve/]],
  ])('%s is one line with the cure', async (_what, changed, [code, message]) => {
    const ended = await runQuhao(['flow', 'list'], { env: { ...env, ...changed } });
    expect([ended.code, ended.stdout, ended.stderr]).toEqual([code, '', expect.stringMatching(message)]);
  });

  test('a scope that is not there is named, without the words of HTTP', async () => {
    expect((await quhao('flow', 'list', '--scope', 'nowhere')).stderr).toMatch(/quhao: .*there is no scope "nowhere"/);
  });

  test('a token comes from a file too', async () => {
    const file = join(folder, 'token');
    await writeFile(file, `${simulator.controlToken}\n`);
    const found = { HOME: folder };
    expect((await runQuhao(['scope', 'list', '--url', simulator.urls.control, '--token-file', file], { env: found })).code).toBe(
      0,
    );
  });
});

describe('fault', () => {
  test('a recipe for the next request alone acts once', async () => {
    const armed = await quhao('fault', 'add', 'http-503', '--next');
    expect([armed.code, armed.stdout]).toEqual([
      0,
      expect.stringMatching(/^armed fault-\d+: status 503 · exchange plane · once\n/),
    ]);
    const tokens = [await mint(), await mint()];
    expect((await exchange(simulator, tokens[0] ?? '')).status).toBe(503);
    expect((await exchange(simulator, tokens[1] ?? '')).json['resultCode']).toBe('103000');
  });

  test('a code is forced where the gateway raises it', async () => {
    const armed = await json<{ plane: string; operation: string }>('fault', 'add', '--next', '--code', '103911');
    expect(armed).toMatchObject({ plane: 'token', operation: 'get-token', times: 1, effect: { code: '103911' } });
    await expect(getToken(simulator, '127.154.0.1')).rejects.toThrow('103911');
  });

  test('every fault that quhao explain names can be pasted', async () => {
    const texts = allCodes().map(({ code }) => {
      const known = explainCode(code);
      const other = explainOtherCode(code);
      return [known === undefined ? '' : explanationText(known, 'en'), other === undefined ? '' : otherCodeText(other)].join(
        '\n',
      );
    });
    const lines = [...new Set(texts.join('\n').match(/quhao fault add [\w -]+\w/g))];
    expect(lines.length).toBeGreaterThan(15);
    for (const line of lines) {
      const { code, stderr } = await quhao(...line.split(' ').slice(1));
      expect([line, code, stderr]).toEqual([line, 0, '']);
      await quhao('fault', 'clear');
    }
  });

  test('an exchange with a code that only the SDK meets is forced on the exchange plane, as explain says', async () => {
    const armed = await quhao('fault', 'add', '--next', '--code', '103911');
    expect(armed.stdout).toContain('meets   the SDK’s token request; for a back end’s exchange: --plane exchange\n');
    const known = explainCode('103911');
    const [line = ''] =
      known === undefined ? [] : (/quhao (fault add .*--plane exchange)/.exec(explanationText(known, 'en')) ?? []).slice(1);
    const forced = await quhao(...line.split(' '));
    expect([forced.code, forced.stdout]).toEqual([0, expect.not.stringContaining('meets')]);
    const used = await runQuhao(['token', 'exchange', '-'], { env, input: await mint() });
    expect([used.code, used.stdout]).toEqual([1, expect.stringMatching(/^103911 TOO_MANY_TOKENS/)]);
  });

  test('a second rule at one place is said to wait, and a used-up one no longer is', async () => {
    const first = await json<{ id: string }>('fault', 'add', 'http-503', '--next');
    const second = await quhao('fault', 'add', 'http-503', '--next');
    expect(second.stderr).toBe(
      `${first.id} is armed there already, and the older rule acts first: quhao fault clear ${first.id}\n`,
    );
    await exchange(simulator, await mint());
    expect((await quhao('fault', 'list')).stdout).toMatch(new RegExp(`^${first.id} .* 1 hit .*used up\n`));
    await exchange(simulator, await mint());
    expect((await quhao('fault', 'add', 'http-503', '--next')).stderr).toBe('');
  });

  test('the recipe slow says how late an answer is', async () => {
    expect((await quhao('fault', 'add', 'slow', '--by', '12s')).stdout).toContain('the right answer 12 s late');
  });

  test.each([
    ['a code in the place of a recipe', ['103911'], /103911 is a result code, no recipe: quhao fault add --code 103911/],
    ['an unknown recipe', ['timeot'], /there is no recipe timeot; nearest: timeout, /],
    ['a code of several places', ['--code', 'BAD_SIGNATURE'], /say which: --plane bearer \(prefetch\), --plane token/],
    ['a code of the SDK', ['--code', '200023'], /200023 TIMEOUT is made by the SDK/],
    ['an unknown code', ['--code', 'TIMEOUTS'], /TIMEOUTS is no result code; nearest: 200023 TIMEOUT/],
    ['a plane without TLS', ['tls-expired', '--plane', 'bearer'], /tls-expired acts on exchange and token/],
    ['nothing', [], /fault add takes one of/],
    ['two limits', ['slow', '--next', '--times', '2'], /--next is --times 1/],
    ['a count of what is never seen', ['refused', '--next'], /--ttl 10s ends it/],
    ['a duration without a unit', ['slow', '--ttl', '60'], /a duration reads 500ms/],
  ])('add with %s is refused', async (_title, args, message) => {
    const { code, stdout, stderr } = await quhao('fault', 'add', ...args);
    expect([code, stdout]).toEqual([64, '']);
    expect(stderr).toMatch(message);
    expect(await simulator.defaultScope.faults()).toEqual([]);
  });

  test.each(RECIPES.flatMap(({ name, planes }) => planes.map((plane) => [name, plane] as const)))(
    'the simulator takes the recipe %s on the %s plane',
    async (name, plane) => {
      await json('fault', 'add', name, '--plane', plane);
      expect(await simulator.defaultScope.faults()).toMatchObject([{ plane }]);
      await quhao('fault', 'clear');
    },
  );

  test('hold keeps an answer, and release lets it go', async () => {
    await quhao('fault', 'hold', '--next');
    const answer = exchange(simulator, await mint());
    await simulator.defaultScope.waitForRequest({ operation: 'login-token-validate' }, 15_000);
    expect((await quhao('fault', 'release')).stdout).toBe('released 1 answer\n');
    expect((await answer).json['resultCode']).toBe('103000');
    expect((await quhao('fault', 'clear')).stdout).toMatch(/^disarmed fault-\d+\n$/);
  });
});

describe('token', () => {
  test('what is minted is exchanged once, by the keys that the simulator holds', async () => {
    const token = await mint();
    const first = await runQuhao(['token', 'exchange', '-'], { env, input: token });
    expect([first.code, first.stdout]).toEqual([0, '103000 SUCCESS · number 154****0001\n']);
    const second = await runQuhao(['token', 'exchange', '-'], { env, input: token });
    expect([second.code, second.stdout]).toEqual([1, expect.stringMatching(/^104201 TOKEN_INVALID\n#\d+ [\s\S]*used/)]);
    expect(second.stdout).not.toContain(token);
  });

  test('verify says whether the number is that of the phone', async () => {
    const token = (await quhao('token', 'mint', '--capability', 'check')).stdout;
    const own = await runQuhao(['token', 'verify', '-'], { env, input: token });
    expect([own.code, own.stdout]).toEqual([0, '000 OWN_NUMBER · the number is the phone’s own\n']);
    const other = (await quhao('token', 'mint', '--capability', 'check')).stdout;
    const foreign = await runQuhao(['token', 'verify', '-', '--msisdn', '15400000002'], { env, input: other });
    expect([foreign.code, foreign.stdout]).toEqual([1, expect.stringMatching(/^001 NOT_OWN_NUMBER/)]);
  });

  test('an answer that does not come ends with the limit, and what held it', async () => {
    await quhao('fault', 'hold', '--next');
    const run = await runQuhao(['token', 'exchange', '-', '--timeout', '2s'], { env, input: await mint() });
    expect([run.code, run.stdout]).toEqual([
      1,
      expect.stringMatching(/^no answer within 2000 ms\n[\s\S]*fault fault-\d+ acted here: hold/),
    ]);
    await simulator.defaultScope.release();
  });

  test('over TLS a fault of the certificate is what the client gets', async () => {
    const token = await mint();
    const armed = await quhao('fault', 'add', 'tls-expired', '--next');
    expect(armed.stdout).toContain('quhao token exchange FILE --tls');
    const run = await runQuhao(['token', 'exchange', '-', '--tls'], { env, input: token });
    expect([run.code, run.stdout]).toEqual([1, expect.stringMatching(/^no answer: CERT_HAS_EXPIRED/)]);
    expect((await runQuhao(['token', 'exchange', '-', '--tls'], { env, input: token })).code).toBe(0);
  });

  test('in a scope of its own the app of its personas is the ready one, and a colleague is given its keys', async () => {
    const created = await quhao('scope', 'create', 'mine', '--preset', 'personas');
    const { app: appid } = await personasOf('mine');
    expect(created.stdout).toContain(
      `app       ${appid} · appKey ${READY_APP.appKey}\n          appSecret ${READY_APP.appSecret}`,
    );
    expect(created.stdout).toContain(`exchange  ${simulator.urls.exchange} `);
    const token = await quhao('token', 'mint', '--scope', 'mine');
    const used = await runQuhao(['token', 'exchange', '-', '--scope', 'mine'], { env, input: token.stdout });
    expect([used.code, used.stdout, used.stderr]).toEqual([0, '103000 SUCCESS · number 154****0001\n', '']);
    await quhao('scope', 'end', 'mine');
  });

  test('what is missing for a token is named, with the way to get it', async () => {
    expect((await quhao('scope', 'create', 'bare')).stdout).toMatch(/none yet; with --preset personas there is one/);
    const bare = await quhao('token', 'mint', '--scope', 'bare');
    expect([bare.code, bare.stderr]).toEqual([
      64,
      expect.stringMatching(/scope bare has no app\. .*--preset personas.*PUT \/v1\/apps/),
    ]);
    await quhao('scope', 'end', 'bare');
    expect((await quhao('token', 'mint', '--msisdn', '15499999999')).stderr).toMatch(/has no subscriber 154\*{4}9999/);
    expect((await quhao('token', 'mint', '--appid', '300000000999')).stderr).toMatch(/300000000999/);
  });

  test('a missing file and an empty input are wrong usage', async () => {
    expect(await quhao('token', 'exchange', '/missing/token')).toMatchObject({ code: 64, stdout: '' });
    expect(await runQuhao(['token', 'exchange', '-'], { env, input: ' ' })).toMatchObject({ code: 64, stdout: '' });
  });
});

test.each([
  { args: ['--token-file', '-'], says: '--token-file is for --url' },
  { args: ['--url', 'http://127.0.0.1:1', '--dialect', './mine.js'], says: '--dialect' },
  { args: ['--url', 'http://127.0.0.1:1', '--route', '*=bearer'], says: '--route and --url exclude each other' },
  { args: ['--open'], says: '--open needs --gateway-host' },
])('probe call $args is refused before anything is started', async ({ args, says }) => {
  const { code, stderr } = await quhao('probe', 'call', 'getPhoneInfo', ...args);
  expect([code, stderr]).toEqual([64, expect.stringContaining(says)]);
});

test('journal --count counts what the filters leave, and an entry takes no filter', async () => {
  await login();
  await getToken(simulator, '127.154.0.1');
  const all = Number((await quhao('journal', '--count')).stdout);
  expect(all).toBe((await simulator.defaultScope.journal()).length);
  const exchanges = await quhao('journal', '--count', '--plane', 'exchange', '--json');
  expect(JSON.parse(exchanges.stdout)).toEqual({ count: (await simulator.defaultScope.journal({ plane: 'exchange' })).length });
  expect((await quhao('journal', '--count', '--code', '999999')).stdout).toBe('0\n');
  expect((await quhao('journal', '--last', '0', '--json')).stdout).toBe('[]\n');
  const ignored = await quhao('journal', '1', '--plane', 'exchange');
  expect([ignored.code, ignored.stderr]).toEqual([64, expect.stringContaining('--plane selects among all of them')]);
  expect((await quhao('journal', '--follow', '--count')).code).toBe(64);
});

test('clock: a token expires when its time has passed, and a scope goes back to its snapshot', async () => {
  const token = await mint();
  await quhao('scope', 'snapshot', 'before');
  const advanced = await quhao('clock', 'advance', '61m');
  expect([advanced.code, advanced.stdout]).toEqual([
    0,
    // A midnight of the scope passes as well where the test runs late in China's day.
    expect.stringMatching(/^1h 1m have passed: 1 token expired(?:, 1 midnight passed[^\n]*)?\nscope default: /),
  ]);
  expect((await quhao('scope', 'restore', 'before')).code).toBe(0);
  expect((await runQuhao(['token', 'exchange', '-'], { env, input: token })).code).toBe(0);
  await quhao('clock', 'freeze', '2026-11-24T12:00:00+08:00');
  expect((await quhao('clock', 'show')).stdout).toBe('scope default: 2026-11-24T04:00:00.000Z, stands\n');
  expect((await quhao('clock', 'set', 'now', '--rate', '60')).stdout).toMatch(/runs 60 times as fast/);
  expect((await quhao('clock', 'set')).code).toBe(64);
});

test('scope: one is created, listed, reset and ended', async () => {
  const created = await json<{ id: string; ports: object }>('scope', 'create', 'mine', '--preset', 'personas', '--listeners');
  expect(created).toMatchObject({ id: 'mine', ports: { exchange: expect.any(Number) as number } });
  expect((await quhao('scope', 'list')).stdout).toMatch(/^default .*\nmine /);
  expect((await quhao('scope', 'reset', 'mine')).stdout).toBe('scope mine is as at its start\n');
  expect((await quhao('scope', 'end', 'mine')).code).toBe(0);
  expect(await quhao('scope', 'end', 'mine')).toMatchObject({ code: 64, stdout: '' });
});

test('scope: a name as argument and another in --scope are refused together, and list is no name of a snapshot', async () => {
  await quhao('scope', 'create', 'mine');
  const token = await mint();
  for (const verb of ['reset', 'end', 'create']) {
    const { code, stdout, stderr } = await quhao('scope', verb, 'mine', '--scope', 'default');
    expect([code, stdout, stderr]).toEqual([64, '', expect.stringContaining(`quhao scope ${verb} NAME, without --scope`)]);
  }
  expect((await runQuhao(['token', 'exchange', '-'], { env, input: token })).code).toBe(0);
  await quhao('scope', 'snapshot', 'ready', '--scope', 'mine');
  const listed = await quhao('scope', 'snapshot', 'list', '--scope', 'mine');
  expect([listed.code, listed.stderr]).toEqual([64, expect.stringContaining('quhao scope snapshots lists them')]);
  expect((await quhao('scope', 'snapshots', '--scope', 'mine')).stdout).toBe('ready\n');
  expect(JSON.parse((await quhao('scope', 'snapshots', '--scope', 'mine', '--json')).stdout)).toEqual(['ready']);
  expect((await quhao('scope', 'snapshots', '--drop', 'ready', '--scope', 'mine')).stdout).toBe('snapshot ready is gone\n');
  expect((await quhao('scope', 'snapshots', '--scope', 'mine')).stderr).toContain('scope mine has no snapshots');
  expect((await quhao('scope', 'snapshots', '--drop', 'ready', '--scope', 'mine')).code).toBe(64);
  await quhao('scope', 'end', 'mine');
});

test.each([
  [
    'an argument',
    'clock advance 121',
    ["<duration> cannot be '121': a duration reads 500ms", 'quhao clock advance --help shows how.'],
  ],
  ['a flag', 'fault add slow --ttl 60', ["--ttl cannot be '60': a duration reads 500ms", 'quhao fault add --help shows how.']],
  ['a negative duration', 'clock advance -2m', ['-2m is negative: time advances forwards only', 'quhao clock set TIME']],
  ['a clock that stands', 'clock set now --rate 0', ['--rate cannot be', 'quhao clock freeze']],
  ['a time without a zone', 'clock set 2026-11-24T12:00:00', ["<time> cannot be '2026-11-24T12:00:00'", 'its zone is missing']],
  ['a day', 'clock freeze 2026-11-24', ['its zone is missing']],
  ['a missing argument', 'flow diff 1', ["missing required argument 'b'", 'quhao flow diff --help shows how.']],
  ['an unknown flag', 'token mint --nosuch', ["unknown option '--nosuch'", 'quhao token mint --help shows how.']],
  ['another word for a command', 'scope delete x', ['no command quhao scope delete; did you mean end?', 'quhao scope --help']],
  ['a slip towards what destroys', 'scope resets x', ['there is no command quhao scope resets\n', 'quhao scope --help']],
  ['a slip', 'fault recipe', ['did you mean recipes?', 'quhao fault --help']],
  ['what the server refuses of an argument', 'scope create bad_id', ['the id is not 1–40 letters']],
  ['what the server refuses of a flag', 'fault add slow --times 0', ['--times must be at least 1']],
])('%s is refused by the name that the user wrote, with the help of that command', async (_what, line, words) => {
  const { code, stdout, stderr } = await quhao(...line.split(' '));
  expect([code, stdout]).toEqual([64, '']);
  for (const said of words) {
    expect(stderr).toContain(said);
  }
});

test('a code in a filter is taken by its name, and an unknown one is refused', async () => {
  const token = await login();
  await exchange(simulator, token);
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

test('the default of a flag is shown in the form that the flag takes', async () => {
  expect((await quhao('token', 'exchange', '--help')).stdout).toMatch(/--timeout <duration> +[^(]*\(default: 10s\)/);
});

test('journal: what reached no operation is there with its explanation', async () => {
  await fetch(`${simulator.urls.exchange}/unisdk/rsapi/loginTokenvalidate`, { method: 'POST', body: '{}' });
  const { stdout } = await quhao('journal', '--last', '1');
  const [, number = ''] = /#(\d+)/.exec(stdout) ?? [];
  expect(stdout).toMatch(/route \(exchange\) .*105313 ILLEGAL_REQUEST/);
  expect((await quhao('journal', number)).stdout).toMatch(/route ✗ .*loginTokenValidate/);
  expect((await quhao('flow', 'show', number)).stderr).toContain(`quhao journal ${number} shows it`);
  expect((await quhao('flow', 'show')).stderr).toContain('there is no flow yet');
  await login();
  expect((await quhao('flow', 'show', 'last')).stderr).toBe('');
  await fetch(`${simulator.urls.exchange}/nowhere`, { method: 'POST', body: '{}' });
  const newest = (await simulator.defaultScope.journal()).at(-1)?.id;
  expect((await quhao('flow', 'show')).stderr).toBe(`1 journal entry belongs to no flow: quhao journal ${newest}\n`);
  expect((await quhao('journal', '--plane', 'bearer', '--code', '103111')).stderr).toBe('no entry matches\n');
});

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
    const [first, second] = await simulator.defaultScope.flows();
    expect(second).toMatchObject({ subscriber: first?.subscriber, resultCode: '103000' });
  });

  test('a step with another token is signed anew; without one it is refused as used', async () => {
    const used = await login();
    const again = await quhao('flow', 'replay', '--step', 'exchange');
    expect([again.code, again.stdout]).toEqual([1, expect.stringMatching(/104201 TOKEN_INVALID {2}\(was 103000 SUCCESS/)]);
    expect(again.stdout).not.toContain(used);
    const args = ['flow', 'replay', '--step', 'exchange', '--set', 'token=-'];
    const fresh = await runQuhao(args, { env, input: await mint() });
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
    ['a change of what stays as it is', ['--as-is', '--set', 'strictcheck=0'], /give one of them/],
  ])('%s is refused', async (_title, args, message) => {
    const { code, stderr } = await quhao('flow', 'replay', ...args);
    expect([code, stderr]).toEqual([64, expect.stringMatching(message)]);
  });
});

describe('flow', () => {
  test('diff says what differed first, and exits 1', async () => {
    await login();
    await quhao('fault', 'add', 'http-500', '--plane', 'token', '--next');
    await getToken(simulator, '127.154.0.2').catch(() => undefined);
    const [a, b] = (await simulator.defaultScope.flows()).map(({ id }) => String(id));
    const { code, stdout } = await quhao('flow', 'diff', a ?? '', b ?? '');
    expect([code, stdout]).toEqual([
      1,
      expect.stringMatching(/^first {2}prefetch: bearer\n.*127\.154\.0\.1.*\n.*127\.154\.0\.2/),
    ]);
    expect(stdout).toMatch(/get-token: fault\n.*\(none\)\n.*status/);
    expect((await quhao('flow', 'diff', a ?? '', a ?? '')).code).toBe(0);
  });

  test('export makes a script of an exchange, without secrets, that runs', async () => {
    const used = await login();
    const { code, stdout } = await quhao('flow', 'export', '--to', 'curl');
    expect(code).toBe(0);
    expect(stdout).not.toContain(used);
    expect(stdout).not.toContain(READY_APP.appSecret);
    const script = { QUHAO_LOGIN_TOKEN: await mint(), QUHAO_KEY: READY_APP.appSecret, PATH: process.env['PATH'] ?? '' };
    const run = await promisify(execFile)('bash', ['-c', stdout], { env: script });
    expect(JSON.parse(run.stdout)).toMatchObject({ resultCode: '103000' });
    for (const form of ['vitest', 'junit']) {
      expect((await quhao('flow', 'export', '--to', form)).stdout).toContain('103000');
    }
    // The token is used up: the same script now has another answer, and says so by its exit code.
    const again = promisify(execFile)('bash', ['-c', stdout], { env: script });
    await expect(again).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining('"resultCode":"104201"') as string,
      stderr: expect.stringContaining('the answer is not 103000') as string,
    });
  });

  test('export of a login without an exchange is refused with what there is instead', async () => {
    await getToken(simulator, '127.154.0.1');
    expect((await quhao('flow', 'export', '--to', 'curl')).stderr).toMatch(/has no exchange.*quhao flow replay \d+/);
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
    expect(lines[0]).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3}(?:Z|[+-]\d\d:\d\d) {2}#\d+ .*(mobile data 127\.154\.0\.1|any network|back end).*103000 SUCCESS/,
    );
  });
});
