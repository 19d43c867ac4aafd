import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { MAIN, quhao, TestFolder } from './test/built-quhao.ts';

/** The built quhao serve: what it prints, how it starts and ends, and where it cannot. */

const folder = new TestFolder();

const FREE = ['bearer', 'token', 'exchange', 'exchange-tls', 'control'].flatMap((plane) => [`--${plane}`, '0']);

/** Starts `quhao serve`, passes on its JSON line, and ends it by a signal; its exit code must be 0. */
async function whileServing<T>(args: readonly string[], use: (facts: ServeFacts) => Promise<T>): Promise<T> {
  const server = spawn(process.execPath, [MAIN, 'serve', '--json', '--data', folder.path, ...FREE, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = (await once(server.stdout, 'data')) as [Buffer];
    return await use(JSON.parse(line.toString()) as ServeFacts);
  } finally {
    server.kill('SIGTERM');
    const [code] = (await once(server, 'exit')) as [number];
    expect(code).toBe(0);
  }
}

interface ServeFacts {
  readonly urls: Record<string, string>;
  readonly curl: readonly string[];
  readonly personas: readonly unknown[];
  readonly dialect: string;
  readonly app: { readonly appSecret: string };
  readonly bearers: readonly { readonly msisdn: string; readonly ports: { readonly bearer: number } }[];
}

async function runShell(lines: readonly string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)('sh', ['-c', lines.join('\n')]);
  return JSON.parse(stdout);
}

const GOOD = { resultCode: '103000', msisdn: '15400000001' };

test('serve prints two curl lines that work one after the other, and ends cleanly on SIGTERM', async () => {
  await whileServing([], async ({ curl, personas }) => {
    expect(await runShell(curl)).toMatchObject(GOOD);
    expect(personas.length).toBeGreaterThan(10);
  });
});

test.each([
  ['another secret', ['apps: [{appid: "300000000001", appSecret: 0123456789ABCDEF0123456789ABCDEE}]'], []],
  ['the appKey as secret', ['apps: [{appid: "300000000001", keyMethod: MD5_APP_KEY}]'], []],
  ['a ready app with RSA', ['apps: [{appid: "300000000001", keyMethod: RSA}, {appid: "300000000002"}]'], []],
  ['a time window and no replay', ['settings: {timeWindowMs: 5000, msgidReplay: refused}'], []],
  ['a frozen clock and a time window', ['settings: {timeWindowMs: 5000}'], ['--freeze', '2024-02-29T12:00:00+08:00']],
  ['an offset clock', ['settings: {timeWindowMs: 60000}', 'clock: {now: 1700000000000}'], []],
])('the curl lines fit the configuration: %s', async (_title, lines, flags) => {
  const config = join(folder.path, 'quhao.yaml');
  await writeFile(config, lines.join('\n'));
  await whileServing(['--config', config, '--preset', 'none', ...flags], async ({ curl, personas }) => {
    expect(await runShell(curl)).toMatchObject(GOOD);
    expect(await runShell(curl)).toMatchObject(GOOD);
    expect(personas).toEqual([]);
  });
});

test('no curl lines are printed where none can work', async () => {
  const config = join(folder.path, 'quhao.yaml');
  await writeFile(config, 'preset: none\napps: [{appid: "300000000001", whitelist: 10.0.0.1}]');
  await whileServing(['--config', config], async ({ curl }) => expect(curl).toEqual([]));
});

test('bearers of the config file are printed with their ports', async () => {
  const config = join(folder.path, 'quhao.yaml');
  await writeFile(config, 'bearers: [{msisdn: "15400000001", state: arrears}]');
  await whileServing(['--config', config], async ({ bearers }) => {
    expect(bearers).toMatchObject([{ msisdn: '15400000001', state: 'arrears' }]);
    const page = await fetch(`http://127.0.0.1:${bearers[0]?.ports.bearer}/`, { method: 'POST', body: '{}' });
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });
});

test('a dialect is loaded from the user’s module', async () => {
  const module = join(folder.path, 'mine.mjs');
  const simulator = new URL('../dist/simulator/src/simulator.js', import.meta.url).href;
  await writeFile(
    module,
    `import { quhao1 } from ${JSON.stringify(simulator)};
export const dialect = { ...quhao1, name: 'mine', paths: quhao1.paths.map((row, at) => ({ ...row, path: '/mine/' + at })) };`,
  );
  await whileServing(['--dialect', module], async ({ urls, dialect }) => {
    expect(dialect).toBe('mine');
    const codes = ['/mine/0', '/unisdk/rs/getPrePhonescrip'].map(async (path) => {
      const answer = await fetch(`${urls['bearer']}${path}`, {
        method: 'POST',
        body: '{}',
        headers: { 'content-type': 'application/json' },
      });
      return ((await answer.json()) as { resultCode: string }).resultCode;
    });
    expect(await Promise.all(codes)).toEqual(['103414', '105313']);
  });
});

describe('a start that fails', () => {
  const texts: Readonly<Record<string, string>> = {
    'unknown.yaml': 'sessions: [{address: 127.0.0.2, msisdn: "15400000099"}]',
    'yaml.yaml': 'a: [',
    'a-file': '',
    'broken/leaf.pem': 'x',
    'none.mjs': 'export const other = 1;',
    'half.mjs': 'export const dialect = { name: "half" };',
    'syntax.mjs': 'export const = 1;',
  };

  test.each<[string, readonly string[], readonly [number, RegExp]]>([
    [
      'a session of an unknown number',
      ['--config', 'unknown.yaml'],
      [64, /unknown\.yaml:1: sessions\[0\]\.msisdn: this scope has no subscriber/],
    ],
    ['a config that is not YAML', ['--config', 'yaml.yaml'], [64, /yaml\.yaml:1: this YAML cannot be read/]],
    ['a folder as config', ['--config', 'broken'], [64, /cannot read the config file .*broken: it is a folder/]],
    ['no config file', ['--config', 'nowhere.yaml'], [64, /cannot read the config file .*nowhere\.yaml: there is no such file/]],
    ['data where nothing can be made', ['--data', '/proc/quhao'], [3, /\/proc\/quhao cannot be the data folder/]],
    ['data under a file', ['--data', 'a-file'], [3, /a-file cannot be the data folder: reading [a-z.-]+ gave ENOTDIR/]],
    ['a broken certificate', ['--data', 'broken'], [3, /broken\/leaf\.pem is no certificate in PEM form/]],
    ['an address of another machine', ['--open', '--host', '192.0.2.1'], [3, /cannot listen on 192\.0\.2\.1.*--bearer.*--host/]],
    ['control beyond loopback', ['--control-host', '0.0.0.0'], [64, /0\.0\.0\.0 is not loopback.*--open/]],
    ['a dialect that is not there', ['--dialect', 'nowhere.mjs'], [64, /there is no dialect .*nowhere\.mjs/]],
    ['a module without a dialect', ['--dialect', 'none.mjs'], [64, /none\.mjs exports other; a dialect is exported as/]],
    [
      'a dialect with a hole',
      ['--dialect', 'half.mjs'],
      [64, /half\.mjs is no dialect .*paths is missing: an array; read is missing/],
    ],
    ['a file that is no module', ['--dialect', 'syntax.mjs'], [64, /syntax\.mjs cannot be loaded as an ES module\. SyntaxError/]],
    ['an impossible day', ['--freeze', '2026-02-31'], [64, /a time reads/]],
    ['a year for a time', ['--freeze', '2026'], [64, /a time reads/]],
    ['a time before there were times', ['--freeze', '-1'], [64, /a time reads/]],
    [
      'one port for two listeners',
      ['--bearer', '6789', '--control', '6789'],
      [64, /bearer and control are both given port 6789/],
    ],
    ['two clocks', ['--freeze', '0', '--clock-rate', '2'], [64, /give one of them/]],
    ['an impossible peer', ['--trust', '10.0.0.0/40'], [64, /trustedPeers:? entry 1/]],
  ])('%s is reported, and the exit code says where the cause is', async (_title, args, [exitCode, message]) => {
    await mkdir(join(folder.path, 'broken'));
    for (const [name, text] of Object.entries(texts)) {
      await writeFile(join(folder.path, name), text);
    }
    const placed = args.map((arg) => (/^[a-z-]+(\.|$)/.test(arg) && !arg.startsWith('--') ? join(folder.path, arg) : arg));
    const data = args.includes('--data') ? [] : ['--data', join(folder.path, 'data')];
    const { code, stderr } = await quhao('serve', ...FREE, ...data, ...placed);
    expect(stderr).toMatch(message);
    expect(code).toBe(exitCode);
  });

  test('a port that is taken is reported with its plane and its flag', async () => {
    await whileServing([], async ({ urls }) => {
      const { port } = new URL(urls['bearer'] ?? '');
      const { code, stderr } = await quhao('serve', ...FREE, '--data', folder.path, '--bearer', port);
      expect(stderr).toBe(
        `quhao: port ${port} on 127.0.0.1, wanted for the bearer listener (bearer plane), is taken; give another with --bearer, 0 for any free one\n`,
      );
      expect(code).toBe(3);
    });
  });
});

test('a server is found by the record in its data folder, and leaves none behind', async () => {
  const none = await quhao('flow', 'list', '--data', folder.path);
  expect([none.code, none.stderr]).toEqual([3, expect.stringMatching(/no quhao serve is running.*Start one: quhao serve\n$/)]);
  await whileServing([], async ({ urls }) => {
    const minted = await quhao('token', 'mint', '--data', folder.path);
    expect([minted.code, minted.stdout]).toEqual([0, expect.stringMatching(/^STsid[0-9A-Za-z]+\n$/)]);
    const [record = ''] = await readdir(join(folder.path, 'running'));
    const { mode } = await stat(join(folder.path, 'running', record));
    expect(mode & 0o777).toBe(0o600);
    expect(await readFile(join(folder.path, 'running', record), 'utf8')).toContain(urls['control'] ?? '');
  });
  expect(await readdir(join(folder.path, 'running'))).toEqual([]);
  // A server that was killed leaves its record; its process is no more.
  await writeFile(join(folder.path, 'running', '4194305.json'), '{"pid":4194305,"url":"http://127.0.0.1:9","startedAt":1}');
  expect((await quhao('flow', 'list', '--data', folder.path)).code).toBe(3);
  expect(await readdir(join(folder.path, 'running'))).toEqual([]);
});

test.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)(
  'serve that gets a %s before it is ready ends with 0 and leaves no record',
  async (signal) => {
    const server = spawn(process.execPath, [MAIN, 'serve', '--data', folder.path, ...FREE], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    // Its first file is written once the signals are listened for.
    await until(async () => (await readdir(folder.path)).length > 0);
    server.kill(signal);
    const [code] = (await once(server, 'exit')) as [number | null];
    expect(code).toBe(0);
    expect(await readdir(join(folder.path, 'running')).catch(() => [])).toEqual([]);
  },
);

/** Looks again and again; the time limit of the test ends it. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('a lost root is reported on stderr', async () => {
  await whileServing([], async () => undefined);
  await rm(join(folder.path, 'root.pem'));
  const server = spawn(process.execPath, [MAIN, 'serve', '--data', folder.path, ...FREE], { stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    const [warning] = (await once(server.stderr, 'data')) as [Buffer];
    expect(warning.toString()).toMatch(/^quhao: root\.pem was gone and had to be made anew: every phone/);
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
});

test('the curl lines of the README work as printed', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const [lines = ''] = /(?<=```sh\n)auth\(\).*?(?=```)/s.exec(readme) ?? [];
  const data = join(folder.path, '.local/share/quhao/simulator');
  const free = ['bearer', 'token', 'exchange', 'exchange-tls', 'control'].flatMap((plane) => [`--${plane}`, '0']);
  const server = spawn(process.execPath, [MAIN, 'serve', '--json', '--data', data, ...free], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = (await once(server.stdout, 'data')) as [Buffer];
    const { ports } = JSON.parse(line.toString()) as { ports: { control: number; exchange: number } };
    // The ports that they name may be taken on this machine; all else is as printed.
    const here = lines.replace(':7900/', `:${ports.control}/`).replace(':7084/', `:${ports.exchange}/`);
    const { stdout } = await promisify(execFile)('bash', ['-c', here], { env: { ...process.env, HOME: folder.path } });
    expect(JSON.parse(stdout)).toMatchObject({ resultCode: '103000', msisdn: '15400000001' });
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
});
