// Stock adb, of whatever version QUHAO_CLIENTS names.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digest, echoes, equal, isPicture, matches, plan, report } from './report.mjs';

const { adb, adbPort, serial, folder, apk, devicePort, echoPort } = plan;

function run(...args) {
  const { status, stdout, stderr } = spawnSync(adb, ['-P', String(adbPort), ...args], { maxBuffer: 64 << 20, timeout: 50_000 });
  return { status, stdout: String(stdout), stderr: String(stderr), bytes: stdout };
}
const on = (...args) => run('-s', serial, ...args);
const ok = (...args) => {
  const { status, stdout, stderr } = on(...args);
  if (status !== 0) {
    throw new Error(`adb ${args.join(' ')} exited with ${status}: ${stderr}${stdout}`);
  }
  return stdout;
};

const [, version = '?'] = /Version (\S+)/.exec(run('version').stdout) ?? [];
const isNew = Number(version.split('.')[0]) >= 34;
run('connect', serial);

async function reversed(address) {
  ok('reverse', address, `tcp:${echoPort}`);
  matches(ok('reverse', '--list'), new RegExp(`${address} tcp:${echoPort}`));
  const port = ok('forward', 'tcp:0', address).trim();
  await echoes(port);
  ok('forward', '--remove', `tcp:${port}`);
  ok('reverse', '--remove', address);
  equal(ok('reverse', '--list').includes(address), false);
}

function transfer(...flags) {
  const bytes = Buffer.concat([randomBytes(1_000_000), Buffer.alloc(2_000_000, 'compressible ')]);
  const [from, back] = [join(folder, 'sent'), join(folder, 'back')];
  writeFileSync(from, bytes);
  ok('push', ...flags, from, '/sdcard/Download/matrix/sent');
  ok('pull', ...flags, '/sdcard/Download/matrix/sent', back);
  equal(digest(readFileSync(back)), digest(bytes));
}

await report('adb', version.replace(/-.*/, ''), {
  devices: async () => matches(run('devices', '-l').stdout, new RegExp(`${serial} +device product:`)),
  shell: async () => {
    const { status, stdout, stderr } = on('shell', 'echo out; echo err >&2; exit 42');
    equal([status, stdout, stderr], [42, 'out\n', 'err\n']);
  },
  'shell v1': async () => equal(on('shell', '-x', 'echo out; echo err >&2').stdout, 'out\nerr\n'),
  files: async () => {
    transfer(...(isNew ? ['-Z'] : []));
    matches(ok('ls', '/sdcard/Download/matrix'), /002dc6c0 \w+ sent/);
  },
  ...(isNew
    ? {
        compressed: async () => {
          for (const name of ['any', 'brotli', 'lz4']) {
            transfer('-z', name);
          }
        },
      }
    : {}),
  install: async () => {
    matches(ok('install', '-r', apk), /Success/);
    matches(ok('shell', 'pm', 'list', 'packages'), new RegExp(`package:${plan.package}`));
  },
  'install by push': async () => matches(ok('install', '--no-streaming', '-r', apk), /Success/),
  forward: async () => {
    await echoes(ok('forward', 'tcp:0', `tcp:${devicePort}`).trim());
    ok('forward', '--remove-all');
  },
  reverse: async () => await reversed('tcp:7711'),
  'reverse by name': async () => await reversed('localabstract:matrix'),
  logcat: async () => {
    const follow = spawn(adb, ['-P', String(adbPort), '-s', serial, 'logcat', '-s', 'matrix:I']);
    try {
      const seen = new Promise((resolve) => {
        let text = '';
        follow.stdout.on('data', (chunk) => {
          text += chunk;
          if (text.includes('a line of adb')) {
            resolve();
          }
        });
      });
      ok('shell', 'log', '-t', 'matrix', 'a line of adb');
      await seen;
    } finally {
      follow.kill();
    }
  },
  picture: async () => isPicture(on('exec-out', 'screencap', '-p').bytes),
  reconnect: async () => {
    matches(run('disconnect', serial).stdout, /disconnected/);
    matches(run('connect', serial).stdout, /connected to/);
    equal(ok('shell', 'echo', 'again'), 'again\n');
  },
  root: async () => {
    matches(on('root').stdout, /adbd cannot run as root in production builds/);
    const { stdout, stderr } = on('remount');
    matches(stdout + stderr, /Not running as root/i);
    const tcpip = on('tcpip', '7777');
    matches(tcpip.stdout + tcpip.stderr, /keeps its TCP port/);
  },
});
