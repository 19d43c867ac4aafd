import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { MAIN, quhao, TestFolder } from './test/built-quhao.ts';

/** The built command, in a process of its own: explain, usage and init. */

const folder = new TestFolder();

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
    const start = await quhao('handset', 'start', '--port', String(port), '--data', join(folder.path, 'handsets'));
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
    const { code, stdout, stderr } = await quhao('conform', '--runs', join(folder.path, 'runs'), ...args);
    expect([code, stdout]).toEqual([64, '']);
    expect(stderr).toMatch(message);
    expect(await readdir(join(folder.path, 'runs')).catch(() => [])).toEqual([]);
  });

  test('conform --list prints what would be run and runs nothing', async () => {
    const { code, stdout } = await quhao('conform', '--list', '--json', '--grep', 'prefetch-success');
    expect(code).toBe(0);
    const [first, second] = JSON.parse(stdout) as unknown[];
    expect([first, second]).toMatchObject([{ id: 'prefetch-success-describes-itself', kind: 'check' }, { kind: 'law' }]);
  });

  test('conform --profile gateway judges our own gateway without a device', async () => {
    const { code, stdout } = await quhao('conform', '--profile', 'gateway', '--grep', '^server-body', '--runs', folder.path);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/ 9 checks · 9 pass · 0 fail · \d+ s .*report\.html\n$/)]);
    const summary = await readFile(join(folder.path, 'latest', 'summary.md'), 'utf8');
    expect(summary).toContain('**9 pass** · 9 checks');
  });

  test('judge of a folder without a run exits 64', async () => {
    const { code, stderr } = await quhao('judge', folder.path);
    expect([code, stderr]).toEqual([64, expect.stringContaining('is no folder of a run: it has no report.json')]);
  });

  test('a bad line of a configuration is refused with its position', async () => {
    const { code, stderr } = await quhao('serve', '--config', fileURLToPath(new URL('../package.json', import.meta.url)));
    expect(code).toBe(64);
    expect(stderr).toMatch(/package\.json:\d+: \w+: there is no key/);
  });
});

test('init writes a configuration once and leaves an existing file alone', async () => {
  const file = join(folder.path, 'quhao.yaml');
  expect((await quhao('init', file)).code).toBe(0);
  const written = await readFile(file, 'utf8');
  const again = await quhao('init', file);
  expect(again.code).toBe(64);
  expect(again.stderr).toContain('is there already');
  expect(await readFile(file, 'utf8')).toBe(written);
});
