// @yume-chan/adb, which speaks to the handset itself, without an adb server.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { ReadableStream, WritableStream } from 'node:stream/web';
import { Adb, AdbDaemonTransport, AdbPacket, AdbPacketHeader } from '@yume-chan/adb';
import { digest, equal, matches, plan, report } from './report.mjs';

const { serial, apk, devicePort } = plan;
const { version } = JSON.parse(readFileSync('node_modules/@yume-chan/adb/package.json', 'utf8'));
let socket;
let adb;

function readerOf(bytes) {
  let position = 0;
  return {
    get position() {
      return position;
    },
    readExactly(length) {
      position += length;
      return Uint8Array.from(bytes.subarray(position - length, position));
    },
  };
}

/** Sends and receives adb packets over a TCP socket. */
function connectionOver(tcp) {
  const endOf = (bytes) => (bytes.length < 24 ? Number.POSITIVE_INFINITY : 24 + bytes.readUInt32LE(12));
  const readable = new ReadableStream({
    start(controller) {
      let rest = Buffer.alloc(0);
      tcp.on('data', (chunk) => {
        rest = Buffer.concat([rest, chunk]);
        for (let end = endOf(rest); end <= rest.length; end = endOf(rest)) {
          controller.enqueue({
            ...AdbPacketHeader.deserialize(readerOf(rest)),
            payload: Uint8Array.from(rest.subarray(24, end)),
          });
          rest = rest.subarray(end);
        }
      });
    },
  });
  const writable = new WritableStream({
    write: (chunk) => chunk.tryConsume((packet) => void tcp.write(AdbPacket.serialize(packet))),
  });
  return { readable, writable };
}

async function open() {
  const [host, port] = serial.split(':');
  socket = connect(Number(port), host);
  await once(socket, 'connect');
  const credentialStore = {
    generateKey: () => Promise.reject(new Error('a key is wanted')),
    iterateKeys: () => [][Symbol.iterator](),
  };
  adb = new Adb(await AdbDaemonTransport.authenticate({ serial, connection: connectionOver(socket), credentialStore }));
}

function streamOf(bytes) {
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += 65_536) {
        controller.enqueue(bytes.subarray(at, at + 65_536));
      }
      controller.close();
    },
  });
}

async function readAll(stream) {
  const chunks = [];
  for await (const chunk of stream) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

async function echoOver(service) {
  const stream = await adb.createSocket(service);
  const writer = stream.writable.getWriter();
  await writer.write(Buffer.from('there and back'));
  const reader = stream.readable.getReader();
  let got = '';
  while (got.length < 14) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    got += Buffer.from(value).toString();
  }
  equal(got, 'there and back');
  await stream.close();
}

async function reversed(address) {
  await adb.reverse.add(address, async (incoming) => {
    void incoming.readable.pipeTo(incoming.writable).catch(() => undefined);
  });
  matches(JSON.stringify(await adb.reverse.list()), new RegExp(address));
  await echoOver(address);
  await adb.reverse.remove(address);
}

async function put(sync, filename, bytes) {
  await sync.write({ filename, file: streamOf(bytes) });
}

await report('@yume-chan/adb', version, {
  devices: async () => {
    await open();
    equal(adb.banner.product, 'quhao');
  },
  shell: async () => {
    const { stdout, stderr, exitCode } = await adb.subprocess.shellProtocol.spawnWaitText('echo out; echo err >&2; exit 42');
    equal([exitCode, stdout, stderr], [42, 'out\n', 'err\n']);
  },
  'shell v1': async () => equal(await adb.subprocess.noneProtocol.spawnWaitText('echo out; echo err >&2'), 'out\nerr\n'),
  files: async () => {
    const bytes = randomBytes(3_000_000);
    const sync = await adb.sync();
    await put(sync, '/sdcard/Download/ya', bytes);
    equal(digest(await readAll(sync.read('/sdcard/Download/ya'))), digest(bytes));
    equal(Number((await sync.stat('/sdcard/Download/ya')).size), bytes.length);
    equal(
      (await sync.readdir('/sdcard/Download')).some(({ name }) => name === 'ya'),
      true,
    );
    await sync.dispose();
  },
  'install by push': async () => {
    const sync = await adb.sync();
    await put(sync, '/data/local/tmp/ya.apk', readFileSync(apk));
    await sync.dispose();
    matches(await adb.subprocess.noneProtocol.spawnWaitText('pm install -r /data/local/tmp/ya.apk'), /^Success/);
  },
  forward: async () => await echoOver(`tcp:${devicePort}`),
  reverse: async () => await reversed('tcp:7714'),
  'reverse by name': async () => await reversed('localabstract:ya'),
  logcat: async () => {
    const follow = await adb.subprocess.noneProtocol.spawn('logcat -s matrix:I');
    const reader = follow.output.getReader();
    await adb.subprocess.noneProtocol.spawnWaitText('log -t matrix "a line of ya-webadb"');
    for (let text = ''; !text.includes('a line of ya-webadb'); ) {
      const { done, value } = await reader.read();
      if (done) {
        throw new Error(`logcat ended after ${text}`);
      }
      text += Buffer.from(value).toString();
    }
    await follow.kill();
  },
  picture: async () => {
    const { width, height } = await adb.framebuffer();
    equal([width, height], [720, 1440]);
  },
  reconnect: async () => {
    socket.destroy();
    await open();
    equal(await adb.subprocess.noneProtocol.spawnWaitText('echo again'), 'again\n');
  },
  root: async () => {
    await adb.tcpip.setPort(7777).then(
      () => Promise.reject(new Error('tcpip succeeded')),
      (error) => matches(error.message, /keeps its TCP port/),
    );
  },
});
process.exit(0);
