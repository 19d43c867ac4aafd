// Usage: scripts/bench-handset. Everything runs as a user would: the built command line, stock adb, the probe's APK.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdbdClient } from '../dist/handset/src/page/adbd-client.js';
import { runOnDevice } from '../dist/handset/src/page/run-on-device.js';

const PAGES = ['docs/handset.md', 'docs/zh/handset.md'];
const [MARK, END_MARK] = ['<!-- figures: printed by UPDATE_DOCS=1 scripts/bench-handset -->', '<!-- end of figures -->'];
const PACKAGE = 'app.quhao.probe';
const ACTIVITY = `${PACKAGE}/.ProbeActivity`;
const [STARTS, TAPS, SHELLS, IDLE, IDLE_SECONDS] = [5, 30, 100, 20, 10];
const folder = await mkdtemp(join(tmpdir(), 'quhao-bench-'));
const children = [];
const clients = [];

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

const env = {
  ...process.env,
  ANDROID_ADB_SERVER_PORT: String(await freePort()),
  ADB_LOCAL_TRANSPORT_MAX_PORT: '5553',
  ADB_MDNS: '0',
  HOME: folder,
};

/** Starts handsets in one process and resolves with their addresses. */
async function startHandsets(name, count) {
  const data = join(folder, 'data');
  const args = ['dist/cli/main.js', 'handset', 'start', '--json', '--name', name, '--count', String(count), '--data', data];
  const from = performance.now();
  const child = spawn('node', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  let text = '';
  while (text.split('\n').length <= count) {
    text += String((await once(child.stdout, 'data'))[0]);
  }
  const handsets = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return { child, handsets, ms: performance.now() - from };
}

async function stop(child) {
  if (child.exitCode === null) {
    child.kill('SIGTERM');
    await once(child, 'close');
  }
}

/** Resolves with the milliseconds of a process from start to end. */
function timeOf(command, args) {
  const from = performance.now();
  const { status, stderr } = spawnSync(command, args, { env });
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ')} exited with ${status}: ${stderr}`);
  }
  return performance.now() - from;
}

async function connectTo(port) {
  const client = await AdbdClient.connect(port);
  clients.push(client);
  return client;
}

async function msOf(work) {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}

async function device(port, command) {
  const { code, text } = await runOnDevice(port, command);
  if (code !== 0) {
    throw new Error(`${command} exited with ${code}: ${text}`);
  }
  return text.trim();
}

/** Memory of a process of this machine in MB. */
async function residentOf(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024;
}

/** Seconds of the processors that a process has used. */
async function cpuOf(pid) {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /s, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function install(serial) {
  timeOf('adb', ['connect', serial]);
  return await msOf(() => timeOf('adb', ['-s', serial, 'install', '-r', 'android-probe/build/probe.apk']));
}

async function startApp(client) {
  await device(client, `am force-stop ${PACKAGE}`);
  return await msOf(async () => {
    await device(client, `am start -W -n ${ACTIVITY}`);
    await device(client, 'screencap -p > /dev/null');
  });
}

/** The times of a tap until its frame is drawn, and of the picture that follows. The finger stays down for 30 ms of it. */
async function tapTimes(client) {
  const both = [];
  for (let count = 0; count < TAPS; count += 1) {
    const tap = await msOf(() => device(client, 'input tap 360 90'));
    const picture = await msOf(() => device(client, 'screencap -p > /dev/null'));
    both.push({ tap, picture });
  }
  return { tap: median(both.map(({ tap }) => tap)), picture: median(both.map(({ picture }) => picture)) };
}

const rows = [];
function row(what, figure, against = '') {
  rows.push([what, figure, against]);
  console.error(`  ${what}: ${figure} ${against}`);
}
const ms = (value) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
const mb = (value) => `${Math.round(value)} MB`;

async function measure() {
  const first = await startHandsets('bench', 1);
  const [{ serial, port, bootMs }] = first.handsets;
  row('a handset: open adb port', ms(bootMs));
  row('install of the probe, first time', ms(await install(serial)));
  const client = await connectTo(port);
  const cold = await startApp(client);
  const jvm = timeOf('java', ['-version']);
  const starts = [];
  for (let count = 0; count < STARTS; count += 1) {
    starts.push(await startApp(client));
  }
  row('app: first start of all, to its first picture', ms(cold), `${(cold / jvm).toFixed(0)} × java -version`);
  row(
    `app: later start, to its first picture (median of ${STARTS})`,
    ms(median(starts)),
    `${(median(starts) / jvm).toFixed(0)} × java -version (${ms(jvm)})`,
  );
  const { tap, picture } = await tapTimes(client);
  row(`tap until its frame is drawn (median of ${TAPS}; 30 ms of it the finger is down)`, ms(tap));
  row('picture after it', ms(picture));
  const pid = await device(client, `pidof ${PACKAGE}`);
  row(
    'memory of the app',
    mb(await residentOf(pid)),
    `${((await residentOf(pid)) / (await residentOf(process.pid))).toFixed(1)} × this Node process`,
  );
  const shells = Array.from({ length: SHELLS }, () => timeOf('adb', ['-s', serial, 'shell', 'true']));
  const bare = Array.from({ length: SHELLS }, () => timeOf('adb', ['version']));
  const ratio = (median(shells) / median(bare)).toFixed(1);
  row(`adb shell true (median of ${SHELLS})`, ms(median(shells)), `${ratio} × adb version (${ms(median(bare))})`);
  const second = await startHandsets('bench-two', 1);
  const [other] = second.handsets;
  await install(other.serial);
  const otherClient = await connectTo(other.port);
  await startApp(otherClient);
  const pair = await Promise.all([tapTimes(client), tapTimes(otherClient)]);
  const worse = Math.max(...pair.map((one) => one.tap));
  row('two apps on two handsets at once: tap until drawn', ms(worse), `${(worse / tap).toFixed(1)} × one app`);
  await Promise.all([stop(first.child), stop(second.child)]);
  const many = await startHandsets('idle', IDLE);
  row(`${IDLE} handsets in one process: all open`, ms(many.ms), `${(many.ms / IDLE).toFixed(0)} ms each`);
  const before = await cpuOf(many.child.pid);
  await new Promise((done) => setTimeout(done, IDLE_SECONDS * 1000));
  const used = (await cpuOf(many.child.pid)) - before;
  const memory = await residentOf(many.child.pid);
  row(`${IDLE} handsets in one process, idle: memory`, mb(memory), `${(memory / IDLE).toFixed(1)} MB each`);
  row(`${IDLE} handsets in one process, idle: processor`, `${((used / IDLE_SECONDS) * 100).toFixed(1)} %`, 'of one core');
}

function table() {
  const machine = `Node ${process.versions.node}, ${cpus().length} cores, ${new Date().toISOString().slice(0, 10)}`;
  return [
    '| what | figure | against |',
    '|---|---:|---|',
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
    '',
    `${machine}.`,
  ].join('\n');
}

try {
  await measure();
  console.log(table());
  if (process.env.UPDATE_DOCS) {
    for (const page of PAGES) {
      const text = await readFile(page, 'utf8');
      const from = text.indexOf(MARK) + MARK.length;
      await writeFile(page, `${text.slice(0, from)}\n${table()}\n${text.slice(text.indexOf(END_MARK))}`);
    }
  }
} finally {
  for (const client of clients) {
    client[Symbol.dispose]();
  }
  await Promise.all(children.map(stop));
  spawnSync('adb', ['kill-server'], { env });
  await rm(folder, { recursive: true, force: true });
}
