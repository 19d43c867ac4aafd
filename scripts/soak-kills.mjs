import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** Finds the processes of a run by its TMPDIR, and ends one in the middle. Linux only (proc(5)). */

/** Processes with the folder in their environment. */
function processesOf(folder) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const isOfRun = readFileSync(`/proc/${pid}/environ`, 'latin1').includes(folder);
        const args = readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0');
        return isOfRun ? [{ pid: Number(pid), args }] : [];
      } catch (error) {
        if (['ENOENT', 'ESRCH', 'EACCES'].includes(error.code)) {
          return [];
        }
        throw error;
      }
    });
}

/** The JVM of the app. */
export function killApp(folder) {
  const jvm = processesOf(folder).findLast(({ args }) => /(^|\/)java$/.test(args[0] ?? ''));
  if (jvm === undefined) {
    throw new Error('no JVM among the processes of the run');
  }
  process.kill(jvm.pid, 'SIGKILL');
}

/** The adb server that the run has started: its process and its port. */
export function adbServerOf(folder) {
  const server = processesOf(folder).find(({ args }) => args.includes('nodaemon'));
  if (server === undefined) {
    throw new Error('no adb server among the processes of the run');
  }
  return { pid: server.pid, port: server.args[server.args.indexOf('-P') + 1] };
}

/** As a user would: adb shell am force-stop. */
export function stopProbe(folder) {
  const { port } = adbServerOf(folder);
  execFileSync('adb', ['-P', port, 'shell', 'am', 'force-stop', 'app.quhao.probe']);
}

/** A handset in a process of its own, at an adb server of its own, so that it can be killed. */
export async function deviceApart(home) {
  const adbPort = await freePort();
  mkdirSync(join(home, 'adb'));
  const env = { ...process.env, HOME: join(home, 'adb'), TMPDIR: home, ADB_LOCAL_TRANSPORT_MAX_PORT: '5553', ADB_MDNS: '0' };
  const server = spawn('adb', ['-P', String(adbPort), 'nodaemon', 'server'], { env, stdio: 'ignore' });
  const start = ['dist/cli/main.js', 'handset', 'start', '--json', '--data', join(home, 'data')];
  const handset = spawn(process.execPath, start, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(handset.stdout, 'data');
  const { serial } = JSON.parse(String(line));
  execFileSync('adb', ['-P', String(adbPort), 'connect', serial], { env });
  return {
    serial,
    adbPort,
    killHandset: () => handset.kill('SIGKILL'),
    close: async () => {
      for (const { pid } of processesOf(home)) {
        killIfThere(pid);
      }
      if (server.exitCode === null && server.signalCode === null) {
        await once(server, 'exit');
      }
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function killIfThere(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') {
      throw error;
    }
  }
}

async function freePort() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
