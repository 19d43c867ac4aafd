import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
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

const quhao = (...args: readonly string[]): Promise<Ended> =>
  promisify(execFile)(process.execPath, [MAIN, ...args]).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-cli-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('explain', () => {
  test('tells a code', async () => {
    const { code, stdout } = await quhao('explain', '103911');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^103911 TOO_MANY_TOKENS\n/);
  });

  test('names the nearest codes of one that is unknown, and exits 1', async () => {
    const { code, stderr } = await quhao('explain', '103912');
    expect(code).toBe(1);
    expect(stderr).toContain('103911');
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
    ['a port that is none', ['serve', '--bearer', '70000']],
    ['a profile that is none', ['conform', '--profile', 'smok']],
  ])('%s exits 64', async (_title, args) => {
    expect((await quhao(...args)).code).toBe(64);
  });

  test('a bad line of a configuration is refused with its place', async () => {
    const { code, stderr } = await quhao('serve', '--config', fileURLToPath(new URL('../package.json', import.meta.url)));
    expect(code).toBe(64);
    expect(stderr).toContain('config file');
  });
});

test('init writes a configuration once and leaves what is there alone', async () => {
  const file = join(folder, 'quhao.yaml');
  expect((await quhao('init', file)).code).toBe(0);
  const written = await readFile(file, 'utf8');
  const again = await quhao('init', file);
  expect(again.code).toBe(64);
  expect(again.stderr).toContain('is there already');
  expect(await readFile(file, 'utf8')).toBe(written);
});

test('serve prints two curl lines that work one after the other, and ends cleanly on SIGTERM', async () => {
  const free = ['bearer', 'token', 'exchange', 'exchange-tls', 'control'].flatMap((plane) => [`--${plane}`, '0']);
  const server = spawn(process.execPath, [MAIN, 'serve', '--json', '--data', folder, ...free], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = (await once(server.stdout, 'data')) as [Buffer];
    const { curl } = JSON.parse(line.toString()) as { curl: string[] };
    const { stdout } = await promisify(execFile)('bash', ['-c', curl.join('\n')]);
    expect(JSON.parse(stdout)).toMatchObject({ resultCode: '103000', msisdn: '15400000001' });
  } finally {
    server.kill('SIGTERM');
  }
  const [code] = (await once(server, 'exit')) as [number];
  expect(code).toBe(0);
});

test('the curl lines of the README work as printed', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const [lines = ''] = /(?<=```sh\n)TOKEN=.*?(?=```)/s.exec(readme) ?? [];
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
