import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runQuhao } from './run-quhao.ts';
import { ServedCommands } from './served-commands.ts';

/** The commands that talk to a running server: how they find it, what they refuse, and its clock and scopes. */

const served = new ServedCommands();
const { json, mint, quhao } = served;

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
    const ended = await runQuhao(['flow', 'list'], { env: { ...served.env, ...changed } });
    expect([ended.code, ended.stdout, ended.stderr]).toEqual([code, '', expect.stringMatching(message)]);
  });

  test('a scope that is not there is named, without the words of HTTP', async () => {
    expect((await quhao('flow', 'list', '--scope', 'nowhere')).stderr).toMatch(/quhao: .*there is no scope "nowhere"/);
  });

  test('a token comes from a file too', async () => {
    const file = join(served.folder, 'token');
    await writeFile(file, `${served.simulator.controlToken}\n`);
    const found = { HOME: served.folder };
    expect(
      (await runQuhao(['scope', 'list', '--url', served.simulator.urls.control, '--token-file', file], { env: found })).code,
    ).toBe(0);
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
  expect((await runQuhao(['token', 'exchange', '-'], { env: served.env, input: token })).code).toBe(0);
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
  expect((await runQuhao(['token', 'exchange', '-'], { env: served.env, input: token })).code).toBe(0);
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
  ['a flag of other tools', 'conform --only timeout', ["there is no --only; did you mean --grep PATTERN; '^ID$' is one check?"]],
  ['another word for a command', 'scope delete x', ['no command quhao scope delete; did you mean end?', 'quhao scope --help']],
  ['a slip towards what destroys', 'scope resets x', ['there is no command quhao scope resets\n', 'quhao scope --help']],
  [
    'a flag before its command',
    '--url http://127.0.0.1:1 flow list',
    ['--url stands behind the command', 'quhao NOUN VERB --url'],
  ],
  [
    'a number of another form',
    'token verify x --msisdn +8615400000001',
    ['a number has 11 digits, without +86', 'quhao token verify --help'],
  ],
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

test('the default of a flag is shown in the form that the flag takes', async () => {
  expect((await quhao('token', 'exchange', '--help')).stdout).toMatch(/--timeout <duration> +[^(]*\(default: 10s\)/);
});
