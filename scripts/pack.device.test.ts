import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

// The tarball of `npm pack` in an empty folder, with a home of its own: nothing of the clone is there. Maven has all jars since scripts/setup.
const ROOT = join(import.meta.dirname, '..');
const MAX_PACKED_BYTES = 6_000_000;
const LIMIT_MS = 300_000;

const INSTALL_FLAGS = ['--prefer-offline', '--no-audit', '--no-fund'];

interface PackedFile {
  readonly path: string;
}

let folder: string;
let app: string;
let packed: { readonly filename: string; readonly size: number; readonly files: readonly PackedFile[] };

async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  const env = { ...process.env, HOME: join(folder, 'home'), QUHAO_OFFLINE: '1' };
  const { stdout } = await promisify(execFile)(command, args, { cwd, env, maxBuffer: 32 << 20 });
  return stdout;
}

const FREE_PORTS = ['--bearer', '0', '--token', '0', '--exchange', '0', '--exchange-tls', '0', '--control', '0'];

/** A server prints where it is, and ends cleanly when it is asked to. */
async function requireServing(server: ChildProcessByStdio<null, Readable, null>): Promise<void> {
  try {
    const [line] = (await once(server.stdout, 'data')) as [Buffer];
    expect(JSON.parse(line.toString())).toHaveProperty('urls.control');
  } finally {
    server.kill('SIGTERM');
    expect(await once(server, 'exit')).toEqual([0, null]);
  }
}

/** An id of nobody's. */
const STRANGER = '54321';
const AS_STRANGER = ['--reuid', STRANGER, '--regid', STRANGER, '--clear-groups'];

/** Why nothing can be run as another user here; null where it can. */
async function whyNoStranger(): Promise<string | null> {
  if (process.getuid?.() !== 0) {
    return 'only root can run something as another user';
  }
  const tried = promisify(execFile)('setpriv', [...AS_STRANGER, process.execPath, '--version']);
  return tried.then(
    () => null,
    (error: unknown) => `another user cannot run this machine's Node: ${String(error)}`,
  );
}

/** Runs a command as a user who has nothing but his folder. */
async function runAsStranger(command: string, args: readonly string[], home: string): Promise<string> {
  const env = {
    ...{ HOME: home, PATH: process.env['PATH'], JAVA_HOME: process.env['JAVA_HOME'], LANG: 'C.UTF-8' },
    ...{ QUHAO_OFFLINE: '1', npm_config_cache: join(home, 'npm'), TMPDIR: join(home, 'tmp') },
  };
  const { stdout } = await promisify(execFile)('setpriv', [...AS_STRANGER, command, ...args], {
    cwd: join(home, 'app'),
    env,
    maxBuffer: 32 << 20,
  });
  return stdout;
}

/** The folder of a user who has npm's downloads, and nothing else. */
async function strangersHome(): Promise<string> {
  const home = join(folder, 'stranger');
  await Promise.all(['app', 'tmp', 'npm'].map((name) => mkdir(join(home, name), { recursive: true })));
  const { stdout } = await promisify(execFile)('npm', ['config', 'get', 'cache'], { cwd: ROOT });
  await cp(join(stdout.trim(), '_cacache'), join(home, 'npm/_cacache'), { recursive: true });
  await cp(join(folder, packed.filename), join(home, packed.filename));
  await writeFile(join(home, 'app/package.json'), '{"private":true}\n');
  await promisify(execFile)('chown', ['-R', `${STRANGER}:${STRANGER}`, home]);
  await chmod(folder, 0o755);
  return home;
}

/** The lines below the mark, with the tarball in the place of a name that is not on npm yet. */
function jobOf(page: string): string {
  const [, lines] = /runs these lines -->\n```sh\n([\s\S]*?)```/.exec(page) ?? [];
  if (lines === undefined) {
    throw new Error('docs/ci.md has no block below the mark of this test');
  }
  return lines.replace(/ quhao$/m, ` ${[...INSTALL_FLAGS, join(folder, packed.filename)].join(' ')}`);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-pack-'));
  app = join(folder, 'app');
  await mkdir(join(folder, 'home'));
  await mkdir(app);
  // --ignore-scripts: scripts/setup has built everything, and would want to build again with another home.
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  [packed] = JSON.parse((await promisify(execFile)('npm', args, { cwd: ROOT, maxBuffer: 32 << 20 })).stdout);
  await writeFile(join(app, 'package.json'), '{"private":true}\n');
  await promisify(execFile)('npm', ['install', ...INSTALL_FLAGS, join(folder, packed.filename)], { cwd: app });
}, LIMIT_MS);

afterAll(() => rm(folder, { recursive: true, force: true }));

test('is smaller than 6 MB and has neither tests of ours nor source maps', () => {
  expect(packed.size).toBeLessThan(MAX_PACKED_BYTES);
  // Examples of tests belong to the documents.
  const own = packed.files.filter(({ path }) => !path.startsWith('docs/examples/'));
  expect(own.filter(({ path }) => /\.test\.|\.map$|\/test\//.test(path))).toEqual([]);
});

test('names no file of the machine that has packed it', async () => {
  for (const { path } of packed.files.filter(({ path: name }) => /\.(js|json|md|sh|xml|txt|yaml)$/.test(name))) {
    expect(await readFile(join(app, 'node_modules/quhao', path), 'utf8'), path).not.toContain(ROOT);
  }
});

test(
  'the job of docs/ci.md installs, judges the reference SDK with jars from Maven, and judges the evidence again',
  async () => {
    const output = await run('bash', ['-euc', jobOf(await readFile(join(ROOT, 'docs/ci.md'), 'utf8'))], app);

    expect(output).toMatch(/^parts {7}kept in \S+ after \d+ s$/m);
    expect(output).toMatch(/^ {2}pass {2}prefetch-success-describes-itself /m);
    expect(output).toMatch(/\d\d checks · \d\d pass · 0 fail /);
    expect(output).toContain('0 verdicts other than stored');
    expect(await readFile(join(app, 'junit.xml'), 'utf8')).toContain('<testsuite ');
    expect(JSON.parse(await readFile(join(app, 'report.json'), 'utf8'))).toHaveProperty('checks');
  },
  LIMIT_MS,
);

test(
  'another user installs it into an empty folder, serves and judges; what is missing for a run is said with its cure',
  async ({ skip }) => {
    const obstacle = await whyNoStranger();
    skip(obstacle !== null, obstacle ?? '');
    const home = await strangersHome();
    await runAsStranger('npm', ['install', ...INSTALL_FLAGS, join(home, packed.filename)], home);
    expect(await runAsStranger('npx', ['quhao', 'explain', '103911'], home)).toMatch(/^103911 TOO_MANY_TOKENS\n/);
    expect(await runAsStranger('npx', ['quhao', 'conform', '--list', '--profile', 'smoke'], home)).toContain('prefetch-success');
    // Without the jars, and without leave to download them: the environment is at fault, and Maven is named.
    const unready = runAsStranger('npx', ['quhao', 'conform', '--grep', '^prefetch-success-describes-itself$'], home);
    await expect(unready).rejects.toMatchObject({ code: 3 });
    // The parts that the job above has kept; and what another user's runs have left in the same temporary folder, dead and alive.
    await cp(join(folder, 'home/.cache/quhao'), join(home, '.cache/quhao'), { recursive: true });
    await promisify(execFile)('chown', ['-R', `${STRANGER}:${STRANGER}`, join(home, '.cache')]);
    await chmod(join(home, 'tmp'), 0o1777);
    for (const left of [`quhao-${process.pid}-AbCdEf`, 'quhao-9999999-AbCdEf', 'qh-run-9999999-AbCdEf']) {
      await mkdir(join(home, 'tmp', left, 'inside'), { recursive: true, mode: 0o700 });
    }
    expect(await runAsStranger('npx', ['quhao', 'conform', '--grep', '^prefetch-success-describes-itself$'], home)).toMatch(
      /^ {2}1 check · 1 pass|checks · \d+ pass · 0 fail/m,
    );
    const main = join(home, 'app/node_modules/quhao/dist/cli/main.js');
    const served = [main, 'serve', '--json', '--data', join(home, 'data'), ...FREE_PORTS];
    await requireServing(
      spawn('setpriv', [...AS_STRANGER, process.execPath, ...served], { stdio: ['ignore', 'pipe', 'inherit'] }),
    );
  },
  LIMIT_MS,
);

test('explain and init need nothing but Node', async () => {
  expect(await run('npx', ['quhao', 'explain', '103911'], app)).toMatch(/^103911 TOO_MANY_TOKENS\n/);
  expect(await run('npx', ['quhao', 'init', 'quhao.yaml'], app)).toContain('quhao.yaml');
});

test('serve answers', async () => {
  const main = join(app, 'node_modules/quhao/dist/cli/main.js');
  const served = [main, 'serve', '--json', '--data', join(folder, 'data'), ...FREE_PORTS];
  await requireServing(spawn(process.execPath, served, { cwd: app, stdio: ['ignore', 'pipe', 'inherit'] }));
});

test('the exports of the package load, with their types beside them', async () => {
  const { exports } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    exports: Record<string, { types: string; default: string }>;
  };
  const paths = new Set(packed.files.map(({ path }) => `./${path}`));
  for (const [name, { types, default: file }] of Object.entries(exports)) {
    expect([paths.has(types), paths.has(file)], name).toEqual([true, true]);
  }
  const names = Object.keys(exports).filter((name) => !name.endsWith('vitest'));
  const loading = names.map((name) => `await import(${JSON.stringify(name.replace('.', 'quhao'))});`).join('\n');
  await run(process.execPath, ['--input-type=module', '--eval', loading], app);
});
