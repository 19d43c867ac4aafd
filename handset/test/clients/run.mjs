// Starts a handset, two adb servers (the one on the path, and Google's from PyPI's adbutils) and an echo server, and runs the clients.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { FEATURES, MEANINGS } from './features.mjs';

const home = resolve(process.argv[2] ?? '.quhao/clients');
const python = join(home, 'python/bin/python');
const here = import.meta.dirname;
const folder = await mkdtemp(join(tmpdir(), 'quhao-clients-'));
const CLIENT_LIMIT_MS = 300_000;
/** A device port that leads to the echo server, for the column forward. */
const ECHO_PORT_OF_DEVICE = 7700;
const PAGE = 'docs/handset.md';
const MARK = '<!-- clients: printed by UPDATE_DOCS=1 handset/test/clients/run -->';
const END_MARK = '<!-- end of clients -->';
const children = [];

async function listen(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server.address().port;
}

async function freePort() {
  const server = createServer();
  const port = await listen(server);
  server.close();
  await once(server, 'close');
  return port;
}

function start(command, args, env = process.env) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], env });
  children.push(child);
  return child;
}

/** adb of a path with a server of its own. */
async function startAdb(adb) {
  const port = await freePort();
  const env = {
    ...process.env,
    HOME: folder,
    ADB_LOCAL_TRANSPORT_MAX_PORT: '5553',
    ADB_MDNS: '0',
    ANDROID_ADB_SERVER_PORT: String(port),
  };
  start(adb, ['-P', String(port), 'nodaemon', 'server'], env).stdout.resume();
  for (let round = 0; round < 100; round += 1) {
    const socket = connect(port, '127.0.0.1');
    const isUp = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isUp) {
      return { adb, port, env };
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`${adb} opened no server on port ${port}`);
}

function text(command, args, options = {}) {
  return spawnSync(command, args, { encoding: 'utf8', timeout: 60_000, ...options }).stdout?.trim() ?? '';
}

/** Runs a program that prints a line of JSON for each client and feature. */
async function runClients(command, args, plan) {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: CLIENT_LIMIT_MS,
    env: {
      ...process.env,
      HOME: folder,
      QUHAO_CLIENTS: JSON.stringify(plan),
      ADB_MDNS: '0',
      ADB_LOCAL_TRANSPORT_MAX_PORT: '5553',
      ...plan.env,
    },
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const [code] = await once(child, 'close');
  const rows = output
    .split('\n')
    .filter((line) => line.startsWith('{"client"'))
    .map((line) => JSON.parse(line));
  if (code !== 0) {
    rows.push({ client: args.at(-1), version: '', feature: 'devices', result: 'wrong', detail: `${command} ended with ${code}` });
  }
  return rows;
}

async function runMatrix() {
  const echo = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.pipe(socket);
  });
  const echoPort = await listen(echo);
  const handset = start('node', [
    'dist/cli/main.js',
    'handset',
    'start',
    '--json',
    '--name',
    'clients',
    '--data',
    join(folder, 'data'),
  ]);
  const { serial } = JSON.parse(String((await once(handset.stdout, 'data'))[0]));
  const old = await startAdb('adb');
  const folderOfAdb = text(python, ['-c', 'import adbutils; print(adbutils.__path__[0])']);
  const newest = folderOfAdb === '' ? '' : join(folderOfAdb, 'binaries/adb');
  const google = newest === '' ? null : await startAdb(newest);
  /** A client that reconnects its server ends the reverse of that server: each gets it anew. */
  const reverseEcho = () => {
    text(old.adb, ['connect', serial], { env: old.env });
    text(old.adb, ['-s', serial, 'reverse', `tcp:${ECHO_PORT_OF_DEVICE}`, `tcp:${echoPort}`], { env: old.env });
  };
  const plan = {
    serial,
    folder,
    apk: resolve('android-probe/build/probe.apk'),
    package: 'app.quhao.probe',
    echoPort,
    devicePort: ECHO_PORT_OF_DEVICE,
    home,
  };
  const withServer = (server) => ({
    ...plan,
    adb: server.adb,
    adbPort: server.port,
    env: { ANDROID_ADB_SERVER_PORT: String(server.port) },
  });
  const nodeClients = [
    ['adbkit', old],
    ['ya-webadb', old],
    ['appium-adb', google ?? old],
  ];
  const pythonClients =
    google === null
      ? []
      : [
          ['adb', google],
          ['adbutils', google],
          ['ppadb', old],
          ['mobly', google],
        ];
  reverseEcho();
  const rows = await runClients('node', [join(here, 'adb-client.mjs'), 'adb'], withServer(old));
  for (const [name, server] of nodeClients) {
    reverseEcho();
    rows.push(...(await runClients('node', [join(here, `${name}-client.mjs`), name], withServer(server))));
  }
  for (const [name, server] of pythonClients) {
    reverseEcho();
    const program =
      name === 'adb' ? ['node', [join(here, 'adb-client.mjs'), 'adb']] : [python, [join(here, `${name}_client.py`), name]];
    rows.push(...(await runClients(...program, withServer(server))));
  }
  echo.close();
  return rows;
}

const MARKS = { right: '✓', wrong: '✗', absent: '–' };

function table(rows) {
  const clients = [...new Set(rows.map(({ client, version }) => `${client} ${version}`.trim()))];
  const cell = (name, feature) => {
    const row = rows.find(({ client, version, feature: of }) => `${client} ${version}`.trim() === name && of === feature);
    return MARKS[row?.result ?? 'absent'];
  };
  return [
    `| client | ${FEATURES.join(' | ')} |`,
    `|---|${FEATURES.map(() => ':-:|').join('')}`,
    ...clients.map((name) => `| ${name} | ${FEATURES.map((feature) => cell(name, feature)).join(' | ')} |`),
    '',
    FEATURES.map((feature) => `${feature}: ${MEANINGS[feature]}`).join(' · '),
  ].join('\n');
}

async function updateDocs(rows) {
  const page = await readFile(PAGE, 'utf8');
  const from = page.indexOf(MARK) + MARK.length;
  await writeFile(PAGE, `${page.slice(0, from)}\n${table(rows)}\n${page.slice(page.indexOf(END_MARK))}`);
}

try {
  const rows = await runMatrix();
  for (const { client, feature, detail } of rows.filter(({ result }) => result === 'wrong')) {
    console.log(`  WRONG  ${client}: ${feature} · ${detail}`);
  }
  console.log(table(rows));
  if (process.env.UPDATE_DOCS) {
    await updateDocs(rows);
  }
  const countOf = (wanted) => rows.filter(({ result }) => result === wanted).length;
  console.log(`\n${countOf('right')} passed, ${countOf('wrong')} failed`);
  process.exitCode = countOf('wrong') === 0 ? 0 : 1;
} finally {
  for (const child of children.reverse()) {
    if (child.exitCode === null) {
      child.kill('SIGTERM');
      await once(child, 'close');
    }
  }
  await rm(folder, { recursive: true, force: true });
}
