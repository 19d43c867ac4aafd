// @devicefarmer/adbkit, which quhao itself uses.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import adbkit from '@devicefarmer/adbkit';
import { digest, echoes, equal, isPicture, matches, plan, report } from './report.mjs';

const { adbPort, serial, apk, devicePort, echoPort } = plan;
const { version } = JSON.parse(readFileSync('node_modules/@devicefarmer/adbkit/package.json', 'utf8'));
const client = adbkit.Adb.createClient({ host: '127.0.0.1', port: adbPort });
const device = client.getDevice(serial);
const [host, port] = serial.split(':');

async function readAll(stream) {
  const chunks = [];
  for await (const chunk of stream) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

const shell = async (command) => String(await readAll(await device.shell(command)));

async function push(bytes, path) {
  const transfer = await device.push(Readable.from([bytes]), path);
  await new Promise((resolve, reject) => {
    transfer.on('end', resolve);
    transfer.on('error', reject);
  });
}

async function reversed(address) {
  await device.reverse(address, `tcp:${echoPort}`);
  matches(JSON.stringify(await device.listReverses()), new RegExp(address));
  await device.forward('tcp:7811', address);
  await echoes(7811);
  await shell('true');
}

await client.connect(host, Number(port));
await report('adbkit', version, {
  devices: async () => equal((await client.listDevices()).find(({ id }) => id === serial)?.type, 'device'),
  'shell v1': async () => equal(await shell('echo out; echo err >&2'), 'out\nerr\n'),
  files: async () => {
    const bytes = randomBytes(3_000_000);
    await push(bytes, '/data/local/tmp/kit');
    equal(digest(await readAll(await device.pull('/data/local/tmp/kit'))), digest(bytes));
    equal((await device.stat('/data/local/tmp/kit')).size, bytes.length);
    equal(
      (await device.readdir('/data/local/tmp')).some(({ name }) => name === 'kit'),
      true,
    );
  },
  'install by push': async () => {
    equal(await device.install(apk), true);
    equal(await device.isInstalled(plan.package), true);
  },
  forward: async () => {
    await device.forward('tcp:7810', `tcp:${devicePort}`);
    await echoes(7810);
  },
  reverse: async () => await reversed('tcp:7712'),
  'reverse by name': async () => await reversed('localabstract:kit'),
  logcat: async () => {
    const reader = await device.openLogcat();
    const seen = new Promise((resolve) => reader.on('entry', ({ message }) => message === 'a line of adbkit' && resolve()));
    await shell('log -t matrix "a line of adbkit"');
    await seen;
    reader.end();
  },
  picture: async () => {
    isPicture(await readAll(await device.screencap()));
    const frame = await device.framebuffer('raw');
    equal([frame.meta.width, frame.meta.height], [720, 1440]);
    frame.resume();
    await once(frame, 'end');
  },
  reconnect: async () => {
    await client.disconnect(host, Number(port));
    await client.connect(host, Number(port));
    equal(await shell('echo again'), 'again\n');
  },
  root: async () => {
    await device.root().then(
      () => Promise.reject(new Error('root succeeded')),
      (error) => matches(error.message, /adbd cannot run as root in production builds/),
    );
  },
});
process.exit(0);
