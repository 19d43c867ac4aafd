import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dialExposed } from '../src/runtime/expose.ts';
import { JvmProcess } from '../src/runtime/jvm-process.ts';
import { probeNamespace } from '../src/runtime/namespace.ts';
import { makeRunFolder, sweepRunFolders } from '../src/runtime/run-folder.ts';

const run = promisify(execFile);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qh-p-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A process that ended and was not yet waited for (Z) is dead. */
async function isAlive(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat !== '' && !/\) Z /.test(stat);
}

describe('a process', () => {
  it('is ended with everything that it started', async () => {
    const lines: string[] = [];
    const jvm = await JvmProcess.start({
      command: ['sh', '-c', 'sleep 600 & echo $!; wait'],
      cwd: folder,
      onLine: (line) => lines.push(line),
    });
    await expect.poll(() => lines.length).toBe(1);
    const child = Number(lines[0]);
    expect(await isAlive(child)).toBe(true);
    jvm.kill();
    expect(await jvm.exited).toEqual({ code: null, signal: 'SIGKILL' });
    await expect.poll(() => isAlive(child)).toBe(false);
  });

  it('tells its exit code and its last words', async () => {
    const jvm = await JvmProcess.start({
      command: ['sh', '-c', 'echo out; echo err >&2; exit 3'],
      cwd: folder,
      onLine: () => undefined,
    });
    expect(await jvm.exited).toEqual({ code: 3, signal: null });
    expect(jvm.lastWords().split(' | ').sort()).toEqual(['err', 'out']);
  });

  it('cannot be started where there is no such program', async () => {
    await expect(JvmProcess.start({ command: ['no-such-program'], cwd: folder, onLine: () => undefined })).rejects.toThrow(
      /ENOENT/,
    );
  });
});

describe('the namespace', () => {
  it('shows only a loopback that is up where the system allows one, and says which way it took', async () => {
    const namespace = await probeNamespace();
    expect(namespace.told.length).toBeGreaterThan(20);
    if (namespace.kind === 'shared') {
      return;
    }
    const [file = '', ...args] = namespace.wrap(['ip', '-o', 'link']);
    const { stdout } = await run(file, args);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(stdout).toMatch(/ lo: <LOOPBACK,UP/);
  });

  it('ends what runs in it when the launcher is killed', async () => {
    const namespace = await probeNamespace();
    const command = JSON.stringify(namespace.wrap(['sh', '-c', 'echo $$; exec sleep 600']));
    const launcher = `const [f,...a]=${command};require('child_process').spawn(f,a,{detached:true,stdio:['ignore','inherit','inherit']})`;
    const parent = spawn(process.execPath, ['-e', launcher], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [chunk] = await once(parent.stdout, 'data');
    const pid = Number(String(chunk));
    expect(await isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => isAlive(pid)).toBe(false);
  });
});

describe('run folders', () => {
  it('keep socket paths within 107 bytes or say what to do', async () => {
    const deep = join(folder, 'x'.repeat(90));
    await mkdir(deep);
    await expect(makeRunFolder(deep)).rejects.toThrow(/TMPDIR/);
    expect(await readdir(deep)).toEqual([]);
    const made = await makeRunFolder(folder);
    expect(made.expose.startsWith(made.path)).toBe(true);
    await made.remove();
    await expect(stat(made.path)).rejects.toThrow(/ENOENT/);
  });

  it('of a killed handset are swept, those of a living one stay', async () => {
    const parent = spawn('true');
    await once(parent, 'close');
    await mkdir(join(folder, `qh-run-${parent.pid}-abc`));
    await mkdir(join(folder, 'something-else'));
    const ours = await makeRunFolder(folder);
    await sweepRunFolders(folder);
    expect((await readdir(folder)).sort()).toEqual([ours.path.slice(folder.length + 1), 'something-else'].sort());
    expect((await stat(ours.path)).isDirectory()).toBe(true);
  });
});

describe('dialling into an app', () => {
  let server: Server;

  afterEach(() => new Promise((resolve) => server.close(resolve)));

  async function expose(answer: (target: string) => string): Promise<string> {
    const path = join(folder, 'expose.sock');
    server = createServer((socket) => {
      socket.once('data', (line) => socket.end(answer(line.toString())));
    });
    server.listen(path);
    await once(server, 'listening');
    return path;
  }

  it('gives the stream behind "ok", with what came in the same packet', async () => {
    const path = await expose((target) => `ok\nSERVING ${target}`);
    const stream = await dialExposed(path, 'tcp:8080');
    let text = '';
    for await (const chunk of stream ?? []) {
      text += String(chunk);
    }
    expect(text).toBe('SERVING tcp:8080\n');
  });

  it('gives null where nobody listens', async () => {
    expect(await dialExposed(await expose(() => 'no\n'), 'tcp:1')).toBeNull();
  });

  it('gives null where the app has gone', async () => {
    await expose(() => '');
    expect(await dialExposed(join(folder, 'gone.sock'), 'tcp:1')).toBeNull();
    expect(await dialExposed(join(folder, 'expose.sock'), 'tcp:1')).toBeNull();
  });
});
