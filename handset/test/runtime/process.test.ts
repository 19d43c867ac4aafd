import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dialExposed } from '../../src/runtime/expose.ts';
import { JvmProcess } from '../../src/runtime/jvm-process.ts';
import { probeNamespace } from '../../src/runtime/namespace.ts';
import { makeRunFolder, sweepRunFolders } from '../../src/runtime/run-folder.ts';

const run = promisify(execFile);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qh-p-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A zombie (Z) counts as ended. */
async function isAlive(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat !== '' && !/\) Z /.test(stat);
}

describe('a process', () => {
  it('is killed together with its child processes', async () => {
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

  it('reports its exit code and its last output', async () => {
    const jvm = await JvmProcess.start({
      command: ['sh', '-c', 'echo out; echo err >&2; exit 3'],
      cwd: folder,
      onLine: () => undefined,
    });
    expect(await jvm.exited).toEqual({ code: 3, signal: null });
    expect(jvm.lastOutput().split(' | ').sort()).toEqual(['err', 'out']);
  });

  it('is not started when the program does not exist', async () => {
    await expect(JvmProcess.start({ command: ['no-such-program'], cwd: folder, onLine: () => undefined })).rejects.toThrow(
      /ENOENT/,
    );
  });
});

describe('the namespace', () => {
  it('has only a loopback interface where the system allows a namespace, and describes itself', async () => {
    const namespace = await probeNamespace();
    expect(namespace.description.length).toBeGreaterThan(20);
    if (namespace.kind === 'shared') {
      return;
    }
    const [file = '', ...args] = namespace.wrap(['ip', '-o', 'link']);
    const { stdout } = await run(file, args);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(stdout).toMatch(/ lo: <LOOPBACK,UP/);
  });

  it('ends its processes when the launcher is killed', async () => {
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
  it('keep socket paths within 107 bytes or are refused with advice', async () => {
    const deep = join(folder, 'x'.repeat(90));
    await mkdir(deep);
    await expect(makeRunFolder(deep)).rejects.toThrow(/TMPDIR/);
    expect(await readdir(deep)).toEqual([]);
    const runFolder = await makeRunFolder(folder);
    expect(runFolder.expose.startsWith(runFolder.path)).toBe(true);
    await runFolder.remove();
    await expect(stat(runFolder.path)).rejects.toThrow(/ENOENT/);
  });

  it('of a killed handset are removed, those of a running one stay', async () => {
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

describe('connecting to a listener of an app', () => {
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

  it('resolves with the stream after "ok", including bytes of the same packet', async () => {
    const path = await expose((target) => `ok\nSERVING ${target}`);
    const stream = await dialExposed(path, 'tcp:8080');
    let text = '';
    for await (const chunk of stream ?? []) {
      text += String(chunk);
    }
    expect(text).toBe('SERVING tcp:8080\n');
  });

  it('resolves with null when nothing listens', async () => {
    expect(await dialExposed(await expose(() => 'no\n'), 'tcp:1')).toBeNull();
  });

  it('resolves with null when the app has ended', async () => {
    await expose(() => '');
    expect(await dialExposed(join(folder, 'gone.sock'), 'tcp:1')).toBeNull();
    expect(await dialExposed(join(folder, 'expose.sock'), 'tcp:1')).toBeNull();
  });
});
