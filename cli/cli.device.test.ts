import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

// Needs scripts/setup: the command line runs from dist, as users run it.
const MAIN = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function quhao(...args: readonly string[]): Promise<Ended> {
  return promisify(execFile)(process.execPath, [MAIN, ...args]).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-cli-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('explain', () => {
  test('explains a code', async () => {
    const { code, stdout } = await quhao('explain', '103911');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^103911 TOO_MANY_TOKENS\n/);
  });

  test('names the nearest codes of one that is unknown, and exits 1', async () => {
    const { code, stderr } = await quhao('explain', '103912');
    expect(code).toBe(1);
    expect(stderr).toContain('103911');
  });

  test('explains codes beside the 50 with the call that they belong to', async () => {
    const { code, stdout } = await quhao('explain', '606');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^606 TOKEN_CHECK_FAILED\n[\s\S]*tokenValidate/)]);
  });

  test.each([
    ['a name', ['BAD_SIGNATURE'], /^103101 BAD_SIGNATURE\n/],
    ['a name in small letters with a space', ['bad signature'], /^103101 BAD_SIGNATURE\n/],
    ['a code with spaces around it', [' 103101 '], /^103101 BAD_SIGNATURE\n/],
    ['two codes', ['103101', '200010'], /^103101 BAD_SIGNATURE\n[\s\S]*\n200010 /],
  ])('explains %s', async (_, args, text) => {
    const { code, stdout } = await quhao('explain', ...args);
    expect([code, stdout]).toEqual([0, expect.stringMatching(text)]);
  });

  test('names the names that are near, and explains the codes that are known', async () => {
    const { code, stdout, stderr } = await quhao('explain', 'BAD_SIGNATUR', '103911');
    expect([code, stdout]).toEqual([1, expect.stringMatching(/^103911 /)]);
    expect(stderr).toContain('103101  BAD_SIGNATURE');
  });

  test('rejects what is near to nothing, and says how to list all', async () => {
    const { code, stderr } = await quhao('explain', 'no such thing at all');
    expect([code, stderr]).toEqual([
      1,
      'no such thing at all is no result code and no name of one, as 103101 and BAD_SIGNATURE are. All of them: quhao explain\n',
    ]);
  });

  test('lists all codes without an argument', async () => {
    const { code, stdout } = await quhao('explain');
    expect([code, stdout.match(/^ {2}[0-9]/gm)?.length]).toEqual([0, 64]);
    expect(JSON.parse((await quhao('explain', '--json')).stdout)).toHaveLength(64);
  });

  test('prints all 50 codes of the ledger as JSON', async () => {
    const rows = JSON.parse((await quhao('explain', '--ledger', '--json')).stdout) as {
      code: string;
      proof: string;
      provedBy: string | null;
    }[];
    expect(rows).toHaveLength(50);
    expect(rows.filter(({ proof, provedBy }) => proof === 'gateway' && provedBy !== null)).toHaveLength(24);
  });
});

describe('usage', () => {
  test.each([
    ['an unknown command', ['cnoform']],
    ['an unknown option', ['conform', '--mutant']],
    ['an invalid port', ['serve', '--bearer', '70000']],
    ['an unknown option of a command in a command', ['handset', 'start', '--bogus']],
    ['an API level that there is not', ['handset', 'start', '--api', '33']],
    ['a port that adb servers scan', ['handset', 'start', '--port', '80']],
    ['a handset name with a path', ['handset', 'start', '--name', 'a/../b']],
    ['an unknown profile', ['conform', '--profile', 'smok']],
    ['help of an unknown command', ['help', 'handset', 'stat']],
    ['an empty serial', ['conform', '--serial', '']],
    ['an empty folder of handsets', ['handset', 'start', '--data', '']],
    ['a probe that is not there', ['probe', 'describe', '--probe', '/missing/probe.apk']],
    ['a probe that is a folder', ['conform', '--probe', tmpdir()]],
    ['a probe that is no APK', ['conform', '--probe', fileURLToPath(new URL('../package.json', import.meta.url))]],
    ['a limit without its value', ['probe', 'call', 'setOverTime']],
    ['an unknown method', ['probe', 'events', 'getNumber']],
    ['a time before now', ['probe', 'call', 'getPhoneInfo', '--wait', '-5']],
  ])('%s exits 64 at once', async (_title, args) => {
    const { code, stdout, stderr } = await quhao(...args);
    expect([code, stdout]).toEqual([64, '']);
    expect(stderr).not.toContain('    at ');
  });

  test.each([
    ['adb server', { ADB_SERVER_SOCKET: 'foo', ANDROID_SERIAL: 'X' }, /ADB_SERVER_SOCKET is foo/],
    ['serial', { ANDROID_SERIAL: '' }, /--serial says on which device/],
  ])('the variable of the %s is honoured by all probe commands', async (_what, variables, message) => {
    const env = { ...process.env, ...variables };
    const run = promisify(execFile)(process.execPath, [MAIN, 'probe', 'install'], { env });
    await expect(run).rejects.toMatchObject({ code: 64, stderr: expect.stringMatching(message) as string });
  });

  test('help leads to the command that is named', async () => {
    const { code, stdout } = await quhao('help', 'handset', 'start');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^Usage: quhao handset start /)]);
  });

  test('whoever reads only the first line of a help sees no stack', async () => {
    const line = `"${process.execPath}" "${MAIN}" --help | true; echo "$?\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = await promisify(execFile)('bash', ['-c', line]);
    expect([stdout, stderr]).toEqual(['00\n', '']);
  });

  test('output that cannot be stored is told', async () => {
    const run = promisify(execFile)('bash', ['-c', `"${process.execPath}" "${MAIN}" explain > /dev/full`]);
    await expect(run).rejects.toMatchObject({
      code: 3,
      stderr: expect.stringContaining('the output cannot be written') as string,
    });
  });

  test('a handset whose port is taken, or whose data cannot be stored, says so and exits 3', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const start = await quhao('handset', 'start', '--port', String(port), '--data', join(folder, 'handsets'));
    taken.close();
    expect([start.code, start.stderr]).toEqual([3, `quhao: port ${port} is taken: --port names another, 0 any free one\n`]);
    const file = fileURLToPath(new URL('../package.json', import.meta.url));
    const stored = await quhao('handset', 'start', '--data', file);
    expect([stored.code, stored.stderr]).toEqual([3, expect.stringContaining(`cannot be stored in ${file}`)]);
  });

  test.each([
    ['a pattern that selects nothing', ['--grep', 'zzznothing'], /pattern \/zzznothing\/ selects none of the \d+ checks/],
    ['a broken pattern', ['--grep', '['], /"\[" is no regular expression/],
    [
      'a pattern that selects nothing of a profile',
      ['--profile', 'gateway', '--grep', 'timeout'],
      /selects none of the \d+ checks\. Ids begin with gateway/,
    ],
    ['mutants of a gateway', ['--profile', 'gateway', '--mutants'], /--mutants is for a run on a device/],
    ['a gateway that nothing is known of', ['--profile', 'gateway', '--url', 'http://127.0.0.1:9'], /--url needs --gateway FILE/],
    ['a gateway for a device', ['--url', 'http://127.0.0.1:9'], /--url and --gateway are for --profile gateway/],
    ['an unknown mutant', ['--mutants', 'nope'], /there is no mutant "nope"; nearest: /],
    ['an unknown variant', ['--variant', 'url-conection'], /has no variant "url-conection"; nearest: url-connection, /],
    ['a flag that --list would ignore', ['--list', '--variant', 'url-connection'], /--variant would be ignored/],
    ['no mutant', ['--mutants', ' , '], /--mutants needs names/],
    ['a matrix of no mutants', ['--matrix'], /--matrix needs --mutants/],
    ['a shard beyond the last', ['--shard', '3/2'], /a shard reads 2\/4/],
    [
      'a report in no folder',
      ['--json', '/missing/x.json'],
      /--json \/missing\/x\.json cannot be written: its folder does not exist/,
    ],
    ['a report without a name', ['--json'], /--json needs a file/],
    ['runs where nothing can be made', ['--runs', '/proc/quhao'], /the folder of runs \/proc\/quhao cannot be written/],
    ['waivers that are not there', ['--waivers', '/missing.yaml'], /the waivers \/missing\.yaml cannot be read/],
    [
      'an SDK that is not there',
      ['--sdk', '/missing/my.aar'],
      /my\.aar: there is no such file\n {2}cure: check the path after --sdk/,
    ],
    ['an adapter of no SDK', ['--adapter', 'adapter.yaml'], /--adapter belongs to --sdk/],
    ['mutants of another SDK', ['--sdk', 'my.aar', '--mutants'], /--mutants and --sdk exclude each other/],
    ['an SDK and a probe', ['--sdk', 'my.aar', '--probe', 'my.apk'], /--probe and --sdk exclude each other/],
    ['a placeholder without a value', ['--sdk', 'my.aar', '--placeholder', 'channel'], /write it as NAME=VALUE/],
    ['a pattern that selects nothing, of an SDK', ['--sdk', 'my.aar', '--grep', 'zzznothing'], /selects none/],
    ['a baseline that is not there', ['--baseline', '/missing.json'], /the baseline \/missing\.json cannot be read/],
  ])('conform with %s exits 64 before anything is started', async (_title, args, message) => {
    const { code, stdout, stderr } = await quhao('conform', '--runs', join(folder, 'runs'), ...args);
    expect([code, stdout]).toEqual([64, '']);
    expect(stderr).toMatch(message);
    expect(await readdir(join(folder, 'runs')).catch(() => [])).toEqual([]);
  });

  test('conform --list prints what would be run and runs nothing', async () => {
    const { code, stdout } = await quhao('conform', '--list', '--json', '--grep', 'prefetch-success');
    expect(code).toBe(0);
    const [first, second] = JSON.parse(stdout) as unknown[];
    expect([first, second]).toMatchObject([{ id: 'prefetch-success-describes-itself', kind: 'check' }, { kind: 'law' }]);
  });

  test('conform --profile gateway judges our own gateway without a device', async () => {
    const { code, stdout } = await quhao('conform', '--profile', 'gateway', '--grep', '^server-body', '--runs', folder);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/ 9 checks · 9 pass · 0 fail · \d+ s .*report\.html\n$/)]);
    const summary = await readFile(join(folder, 'latest', 'summary.md'), 'utf8');
    expect(summary).toContain('**9 pass** · 9 checks');
  });

  test('judge of a folder without a run exits 64', async () => {
    const { code, stderr } = await quhao('judge', folder);
    expect([code, stderr]).toEqual([64, expect.stringContaining('is no folder of a run: it has no report.json')]);
  });

  test('a bad line of a configuration is refused with its position', async () => {
    const { code, stderr } = await quhao('serve', '--config', fileURLToPath(new URL('../package.json', import.meta.url)));
    expect(code).toBe(64);
    expect(stderr).toMatch(/package\.json:\d+: \w+: there is no key/);
  });
});

test('init writes a configuration once and leaves an existing file alone', async () => {
  const file = join(folder, 'quhao.yaml');
  expect((await quhao('init', file)).code).toBe(0);
  const written = await readFile(file, 'utf8');
  const again = await quhao('init', file);
  expect(again.code).toBe(64);
  expect(again.stderr).toContain('is there already');
  expect(await readFile(file, 'utf8')).toBe(written);
});

const FREE = ['bearer', 'token', 'exchange', 'exchange-tls', 'control'].flatMap((plane) => [`--${plane}`, '0']);

/** Starts `quhao serve`, passes on its JSON line, and ends it by a signal; its exit code must be 0. */
async function whileServing<T>(args: readonly string[], use: (facts: ServeFacts) => Promise<T>): Promise<T> {
  const server = spawn(process.execPath, [MAIN, 'serve', '--json', '--data', folder, ...FREE, ...args], {
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
  const config = join(folder, 'quhao.yaml');
  await writeFile(config, lines.join('\n'));
  await whileServing(['--config', config, '--preset', 'none', ...flags], async ({ curl, personas }) => {
    expect(await runShell(curl)).toMatchObject(GOOD);
    expect(await runShell(curl)).toMatchObject(GOOD);
    expect(personas).toEqual([]);
  });
});

test('no curl lines are printed where none can work', async () => {
  const config = join(folder, 'quhao.yaml');
  await writeFile(config, 'preset: none\napps: [{appid: "300000000001", whitelist: 10.0.0.1}]');
  await whileServing(['--config', config], async ({ curl }) => expect(curl).toEqual([]));
});

test('bearers of the config file are printed with their ports', async () => {
  const config = join(folder, 'quhao.yaml');
  await writeFile(config, 'bearers: [{msisdn: "15400000001", state: arrears}]');
  await whileServing(['--config', config], async ({ bearers }) => {
    expect(bearers).toMatchObject([{ msisdn: '15400000001', state: 'arrears' }]);
    const page = await fetch(`http://127.0.0.1:${bearers[0]?.ports.bearer}/`, { method: 'POST', body: '{}' });
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });
});

test('a dialect is loaded from the user’s module', async () => {
  const module = join(folder, 'mine.mjs');
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
    await mkdir(join(folder, 'broken'));
    for (const [name, text] of Object.entries(texts)) {
      await writeFile(join(folder, name), text);
    }
    const placed = args.map((arg) => (/^[a-z-]+(\.|$)/.test(arg) && !arg.startsWith('--') ? join(folder, arg) : arg));
    const data = args.includes('--data') ? [] : ['--data', join(folder, 'data')];
    const { code, stderr } = await quhao('serve', ...FREE, ...data, ...placed);
    expect(stderr).toMatch(message);
    expect(code).toBe(exitCode);
  });

  test('a port that is taken is reported with its plane and its flag', async () => {
    await whileServing([], async ({ urls }) => {
      const { port } = new URL(urls['bearer'] ?? '');
      const { code, stderr } = await quhao('serve', ...FREE, '--data', folder, '--bearer', port);
      expect(stderr).toBe(
        `quhao: port ${port} on 127.0.0.1, wanted for the bearer listener (bearer plane), is taken; give another with --bearer, 0 for any free one\n`,
      );
      expect(code).toBe(3);
    });
  });
});

test('a server is found by the record in its data folder, and leaves none behind', async () => {
  const none = await quhao('flow', 'list', '--data', folder);
  expect([none.code, none.stderr]).toEqual([3, expect.stringMatching(/no quhao serve is running.*Start one: quhao serve\n$/)]);
  await whileServing([], async ({ urls }) => {
    const minted = await quhao('token', 'mint', '--data', folder);
    expect([minted.code, minted.stdout]).toEqual([0, expect.stringMatching(/^STsid[0-9A-Za-z]+\n$/)]);
    const [record = ''] = await readdir(join(folder, 'running'));
    const { mode } = await stat(join(folder, 'running', record));
    expect(mode & 0o777).toBe(0o600);
    expect(await readFile(join(folder, 'running', record), 'utf8')).toContain(urls['control'] ?? '');
  });
  expect(await readdir(join(folder, 'running'))).toEqual([]);
  // A server that was killed leaves its record; its process is no more.
  await writeFile(join(folder, 'running', '4194305.json'), '{"pid":4194305,"url":"http://127.0.0.1:9","startedAt":1}');
  expect((await quhao('flow', 'list', '--data', folder)).code).toBe(3);
  expect(await readdir(join(folder, 'running'))).toEqual([]);
});

test.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)(
  'serve that gets a %s before it is ready ends with 0 and leaves no record',
  async (signal) => {
    const server = spawn(process.execPath, [MAIN, 'serve', '--data', folder, ...FREE], { stdio: ['ignore', 'pipe', 'inherit'] });
    // Its first file is written once the signals are listened for.
    await until(async () => (await readdir(folder)).length > 0);
    server.kill(signal);
    const [code] = (await once(server, 'exit')) as [number | null];
    expect(code).toBe(0);
    expect(await readdir(join(folder, 'running')).catch(() => [])).toEqual([]);
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
  await rm(join(folder, 'root.pem'));
  const server = spawn(process.execPath, [MAIN, 'serve', '--data', folder, ...FREE], { stdio: ['ignore', 'pipe', 'pipe'] });
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
  const data = join(folder, '.local/share/quhao/simulator');
  const free = ['bearer', 'token', 'exchange', 'exchange-tls', 'control'].flatMap((plane) => [`--${plane}`, '0']);
  const server = spawn(process.execPath, [MAIN, 'serve', '--json', '--data', data, ...free], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = (await once(server.stdout, 'data')) as [Buffer];
    const { ports } = JSON.parse(line.toString()) as { ports: { control: number; exchange: number } };
    // The ports that they name may be taken on this machine; all else is as printed.
    const here = lines.replace(':7900/', `:${ports.control}/`).replace(':7084/', `:${ports.exchange}/`);
    const { stdout } = await promisify(execFile)('bash', ['-c', here], { env: { ...process.env, HOME: folder } });
    expect(JSON.parse(stdout)).toMatchObject({ resultCode: '103000', msisdn: '15400000001' });
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
});
