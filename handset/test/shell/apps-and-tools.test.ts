import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dataFolderOf } from '../../src/files/device-files.ts';
import { ShellHandset } from '../support/shell-handset.ts';

const handset = new ShellHandset();

describe('run-as', () => {
  beforeEach(async () => {
    const folder = dataFolderOf(await handset.install());
    await mkdir(join(folder, 'shared_prefs'), { recursive: true });
    await writeFile(join(folder, 'shared_prefs', 'a.xml'), '<map />');
  });

  test.each([
    [`run-as ${handset.app} ls`, 'shared_prefs\n'],
    [`run-as ${handset.app} pwd`, `/data/user/0/${handset.app}\n`],
    [`run-as ${handset.app} cat shared_prefs/a.xml`, '<map />'],
    [`run-as ${handset.app} cat /data/data/${handset.app}/shared_prefs/a.xml`, '<map />'],
    [`run-as ${handset.app} --user 0 sh -c 'echo "it is" > new; cat new; stat -c %u new'`, 'it is\n10123\n'],
    [`run-as ${handset.app} whoami; run-as ${handset.app} id -u; whoami`, 'u0_a123\n10123\nshell\n'],
    [`echo 'cat shared_prefs/a.xml' | run-as ${handset.app}`, '<map />'],
    [`run-as ${handset.app} tar c shared_prefs | tar t`, 'shared_prefs/\nshared_prefs/a.xml\n'],
  ])('%s', async (line, stdout) => {
    expect(await handset.run(line)).toEqual({ code: 0, stdout, stderr: '' });
  });

  test.each([
    [`cat /data/data/${handset.app}/shared_prefs/a.xml`, /No such file or directory/],
    [`run-as ${handset.app} --user 10 ls`, /unknown package/],
    [`run-as ${handset.app} touch /data/local/x`, /Permission denied/],
    [`run-as ${handset.app} cat ../../../../../../../../etc/passwd`, /No such file or directory/],
    ['run-as', /usage/],
  ])('%s is refused', async (line, message) => {
    const { code, stderr } = await handset.run(line);
    expect([code, stderr]).toEqual([1, expect.stringMatching(message)]);
  });

  test('the exit code is that of the command', async () => {
    expect((await handset.run(`run-as ${handset.app} sh -c 'exit 7'`)).code).toBe(7);
  });
});

describe('what tools read of running apps', () => {
  beforeEach(async () => {
    await handset.install();
    await handset.device.apps.start(handset.app);
    handset.device.apps.answers.set('memory', () => ({ heapBytes: 2048 * 1024 }));
    handset.device.apps.answers.set('activities', () => ({ resumed: `${handset.app}/.Main`, stack: [], windows: 1 }));
  });

  test.each([
    [`dumpsys meminfo ${handset.app}`, /TOTAL +\d+ +\d+ +\d+ +\d+ +\d+ +2048 +2048 +0\n/],
    ['dumpsys meminfo', /K: com\.example\.app \(pid 1234\)\n/],
    ['dumpsys meminfo nosuch', /^No process found for: nosuch\n$/],
    ['dumpsys cpuinfo', /% 1234\/com\.example\.app: .*% user \+ .*% kernel\n/],
    ['dumpsys SurfaceFlinger --display-id', /^Display \d+ \(HWC display 0\): port=0/],
    ['dumpsys SurfaceFlinger --list', /^com\.example\.app\/\.Main#0\n$/],
    ['cat /proc/1234/cmdline', /^com\.example\.app\0$/],
    ['cut -d " " -f 1-4 /proc/1234/stat', /^1234 \(com\.example\.app\) S 1\n$/],
    ['ls /proc/1234/task', /^1234\n$/],
    ['ps -o pid,rss,vsz,time,name', /^ +PID +RSS +VSZ +TIME NAME\n +1234 +\d+ +\d+ \d\d:\d\d:\d\d com\.example\.app\n$/],
    ['top -b -n 1 | tail -n 1', /^ 1234 u0_a123 .* com\.example\.app\n$/],
    ['ls /sys/devices/system/cpu', /^cpu0\ncpu1\ncpu2\ncpu3\nonline\npossible\npresent\n$/],
    ['head -n 1 /proc/stat', /^cpu {2}0( 0){9}\n$/],
  ])('%s', async (line, stdout) => {
    const result = await handset.run(line);
    expect([result.stdout, result.stderr]).toEqual([expect.stringMatching(stdout), '']);
  });
});

describe('nc', () => {
  const servers: { close(): void }[] = [];
  afterEach(() => servers.splice(0).forEach((server) => void server.close()));

  async function echo(): Promise<number> {
    const server = createServer((socket) => socket.pipe(socket));
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  test('reaches what a running app listens on', async () => {
    await handset.install();
    const app = await handset.device.apps.start(handset.app);
    app.listeners.set('tcp:7001', await echo());
    expect(await handset.run('echo there | nc 127.0.0.1 7001')).toEqual({ code: 0, stdout: 'there\n', stderr: '' });
  });

  test.each([
    ['nc localhost 9', 'nc: connect: Connection refused\n'],
    ['nc 192.0.2.1 80', 'nc: connect: Network is unreachable\n'],
    ['nc -l -p 80', 'nc: -l is not supported on this handset: its shell opens TCP connections only\n'],
    ['nc localhost', 'nc: Needs 2 arguments (see "nc --help")\n'],
  ])('%s is refused', async (line, stderr) => {
    expect(await handset.run(line)).toEqual({ code: 1, stdout: '', stderr });
  });
});
