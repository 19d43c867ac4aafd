import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Handset, startHandset } from '../../src/handset.ts';
import { AdbServer } from '../support/adb-server.ts';
import { compileSample, makeKey, missingTool, packSample, signSample } from '../support/sample-apk.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const PROBE_APK = join(ROOT, 'android-probe', 'build', 'probe.apk');
/** The same app with READ_PHONE_STATE in its manifest. */
const PHONE_STATE_APK = join(ROOT, 'android-probe', 'build', 'probe-phone-state.apk');
const RUNTIME = join(ROOT, 'handset', 'runtime', 'target', 'quhao-runtime.jar');
const PROBE = 'app.quhao.probe';
const SAMPLE = 'app.quhao.sample';
const TOKEN = 'chain0123456789abcdef';
/** The length of the header for IPv4. Its signature contains the blank line that also ends the head of a request. */
const PROXY_HEADER_BYTES = 28;

/** The first missing part; null when none is missing. A fresh clone may lack parts; on CI that is an error. */
async function missingPart(): Promise<string | null> {
  for (const path of [PROBE_APK, PHONE_STATE_APK, RUNTIME]) {
    const exists = await access(path).then(
      () => true,
      () => false,
    );
    if (exists) {
      continue;
    }
    if (process.env['CI'] !== undefined) {
      throw new Error(`missing on CI: ${path}`);
    }
    return path;
  }
  return missingTool();
}

const missing = await missingPart();

/** Stock adb, adbd, shell, package manager, a JVM with a real APK, and relays, composed as in production. */
describe.skipIf(missing !== null)(
  `the chain from adb to the gateway${missing === null ? '' : ` (skipped: ${missing} is absent)`}`,
  () => {
    let home: string;
    let handset: Handset;
    let adb: AdbServer;
    let gateway: Server;
    let seen: { readonly source: string; readonly text: string }[];

    beforeAll(async () => {
      home = await mkdtemp(join(tmpdir(), 'qh-chain-'));
      seen = [];
      gateway = createServer((socket) => answerOnce(socket));
      gateway.listen(0, '127.0.0.1');
      [handset, adb] = await Promise.all([startHandset({ dataDir: join(home, 'data'), name: 'chain' }), AdbServer.start()]);
      await adb.text('connect', handset.serial);
    });

    afterAll(async () => {
      await adb?.stop();
      await handset?.close();
      gateway?.close();
      await rm(home, { recursive: true, force: true });
    });

    /** Reads the PROXY header and one request, answers, closes. */
    function answerOnce(socket: Socket): void {
      let bytes = Buffer.alloc(0);
      socket.on('error', () => socket.destroy());
      socket.on('data', (chunk: Buffer) => {
        bytes = Buffer.concat([bytes, chunk]);
        if (!bytes.includes('\r\n\r\n', PROXY_HEADER_BYTES)) {
          return;
        }
        socket.removeAllListeners('data').resume();
        seen.push({ source: [...bytes.subarray(16, 20)].join('.'), text: bytes.subarray(PROXY_HEADER_BYTES).toString() });
        socket.end('HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello');
      });
    }

    function shell(...command: string[]): Promise<string> {
      return adb.text('-s', handset.serial, 'shell', ...command);
    }

    async function quhao<T>(...command: string[]): Promise<T> {
      return JSON.parse(await shell('cmd', 'quhao', ...command)) as T;
    }

    /** uiautomator's dump of the screen. */
    async function dump(): Promise<string> {
      await shell('uiautomator', 'dump', '/sdcard/window.xml');
      return shell('cat', '/sdcard/window.xml');
    }

    async function tap(text: string): Promise<void> {
      const bounds = new RegExp(`text="${text}"[^>]*bounds="\\[(\\d+),(\\d+)\\]\\[(\\d+),(\\d+)\\]"`).exec(await dump());
      if (bounds === null) {
        throw new Error(`no "${text}" on the screen: ${await dump()}`);
      }
      const [left = 0, top = 0, right = 0, bottom = 0] = bounds.slice(1).map(Number);
      await shell('input', 'tap', String(Math.round((left + right) / 2)), String(Math.round((top + bottom) / 2)));
    }

    it('boots before any app is started', async () => {
      expect(handset.bootMs).toBeLessThan(1_000);
      expect((await shell('getprop', 'sys.boot_completed')).trim()).toBe('1');
      expect((await shell('getprop', 'handset.namespace')).trim()).toBe(handset.namespace);
    });

    it('installs the probe and prints its path', async () => {
      expect(await adb.text('-s', handset.serial, 'install', PROBE_APK)).toMatch(/Success/);
      expect(await shell('pm', 'list', 'packages', PROBE)).toBe(`package:${PROBE}\n`);
      const path = (await shell('pm', 'path', PROBE)).trim().replace('package:', '');
      const { stdout } = await adb.run('-s', handset.serial, 'exec-out', 'cat', path);
      expect(sha256(stdout)).toBe(sha256(await readFile(PROBE_APK)));
    });

    it('starts an activity, draws it and dumps its views', async () => {
      expect(await shell('am', 'start', '-W', '-n', `${PROBE}/.ProbeActivity`)).toMatch(/Status: ok/);
      const { stdout } = await adb.run('-s', handset.serial, 'exec-out', 'screencap', '-p');
      expect(stdout.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
      expect([stdout.readUInt32BE(16), stdout.readUInt32BE(20)]).toEqual([720, 1440]);
      expect(stdout.length).toBeGreaterThan(5_000);
      expect(await dump()).toMatch(/package="app\.quhao\.probe"/);
      expect(await dump()).toContain('resource-id="android:id/content"');
      expect(await shell('dumpsys', 'activity', 'activities')).toMatch(/app\.quhao\.probe\/\.ProbeActivity/);
    }, 60_000);

    describe('under instrumentation', () => {
      let probe: ProbeLine;
      let instrument: ReturnType<AdbServer['spawn']>;

      beforeAll(async () => {
        const command = `am instrument -w -e token ${TOKEN} ${PROBE}/.ProbeInstrumentation`;
        instrument = adb.spawn(['-s', handset.serial, 'shell', command]);
        const port = await servingPort(instrument.child.stdout as NodeJS.ReadableStream);
        const forwarded = (await adb.text('-s', handset.serial, 'forward', 'tcp:0', `tcp:${port}`)).trim();
        probe = await ProbeLine.open(Number(forwarded));
      }, 60_000);

      afterAll(() => probe?.close());

      it('answers over adb forward', async () => {
        expect(await probe.call('handshake', { protocol: '1.0' })).toMatchObject({ protocol: '1.0', package: PROBE });
      });

      it('connects to a name over Wi-Fi by default and over mobile data when bound, each with its own address', async () => {
        const port = (gateway.address() as AddressInfo).port;
        await quhao('route', 'set', 'gateway.test', `127.0.0.1:${port}`, '--session');
        await quhao('sim', 'lease', '0', '10.64.5.5');
        const { connections: before } = await quhao<{ connections: { seq: number }[] }>('radio', 'log');
        for (const bearer of ['default', 'cellular']) {
          const answer = await probe.call('network', {
            action: 'request',
            bearer,
            url: 'http://gateway.test/x',
            timeoutMs: 5_000,
          });
          expect(answer).toMatchObject({ outcome: 'answer', status: 200, body: 'hello' });
        }
        expect(seen.map(({ source }) => source)).toEqual(['192.0.2.10', '10.64.5.5']);
        const after = String(before.at(-1)?.seq ?? 0);
        const log = await quhao<{ connections: Record<string, unknown>[] }>('radio', 'log', '--after', after);
        const bearers = log.connections.filter(({ host }) => host === 'gateway.test').map(({ bearer }) => bearer);
        expect(bearers).toEqual(['wifi', 'cellular']);
      });

      it('connects to the host by adb reverse and to no address outside the machine', async () => {
        const port = (gateway.address() as AddressInfo).port;
        await adb.text('-s', handset.serial, 'reverse', 'tcp:7070', `tcp:${port}`);
        const padding = 'x'.repeat(PROXY_HEADER_BYTES);
        const byReverse = { action: 'request', bearer: 'default', url: `http://127.0.0.1:7070/${padding}`, timeoutMs: 5_000 };
        expect(await probe.call('network', byReverse)).toMatchObject({ outcome: 'answer', status: 200 });
        const toOutside = { action: 'request', bearer: 'default', url: 'http://203.0.113.7/', timeoutMs: 5_000 };
        expect(await probe.call('network', toOutside)).not.toMatchObject({ outcome: 'answer' });
        const { connections } = await quhao<{ connections: Record<string, unknown>[] }>('radio', 'log');
        expect(connections.slice(-2)).toMatchObject([
          { bearer: 'loopback', port: 7070, end: 'eof' },
          { bearer: 'wifi', host: '203.0.113.7', end: 'unreachable' },
        ]);
      });

      it('falls back to mobile data on svc wifi disable and returns to Wi-Fi', async () => {
        expect(await probe.call('network', { action: 'state' })).toMatchObject({ active: 'wifi' });
        await shell('svc', 'wifi', 'disable');
        await expect.poll(() => probe.call('network', { action: 'state' })).toMatchObject({ active: 'cellular' });
        const refused = await probe.call('network', {
          action: 'request',
          bearer: 'wifi',
          url: 'http://gateway.test/',
          timeoutMs: 500,
        });
        expect(refused).toMatchObject({ outcome: 'no-network' });
        await shell('svc', 'wifi', 'enable');
        await expect.poll(() => probe.call('network', { action: 'state' })).toMatchObject({ active: 'wifi' });
      });

      it('has no network in airplane mode', async () => {
        await shell('cmd', 'connectivity', 'airplane-mode', 'enable');
        await expect.poll(() => probe.call('network', { action: 'state' })).toMatchObject({ active: null });
        await shell('cmd', 'connectivity', 'airplane-mode', 'disable');
        await expect.poll(() => probe.call('network', { action: 'state' })).toMatchObject({ active: 'wifi' });
      });

      it('shares the clock that adb reports', async () => {
        const { elapsedRealtimeNanos: before } = await quhao<{ elapsedRealtimeNanos: string }>('clock');
        const { elapsedRealtimeNanos: inside } = await probe.call('clock', {});
        const { elapsedRealtimeNanos: after } = await quhao<{ elapsedRealtimeNanos: string }>('clock');
        expect(BigInt(String(inside))).toBeGreaterThan(BigInt(before));
        expect(BigInt(String(inside))).toBeLessThan(BigInt(after));
      });

      it('ends with code 0 when the probe quits', async () => {
        await probe.call('quit', {});
        expect((await instrument.result).stdout.toString()).toMatch(/INSTRUMENTATION_CODE: 0/);
      });
    });

    describe('with a runtime permission', () => {
      const PHONE_STATE = 'android.permission.READ_PHONE_STATE';
      let instrument: ReturnType<AdbServer['spawn']>;
      let probe: ProbeLine;

      async function startProbe(): Promise<void> {
        instrument = adb.spawn([
          '-s',
          handset.serial,
          'shell',
          `am instrument -w -e token ${TOKEN} ${PROBE}/.ProbeInstrumentation`,
        ]);
        const port = await servingPort(instrument.child.stdout as NodeJS.ReadableStream);
        const forwarded = (await adb.text('-s', handset.serial, 'forward', 'tcp:0', `tcp:${port}`)).trim();
        probe = await ProbeLine.open(Number(forwarded));
      }

      const held = async (): Promise<boolean> => {
        const { requested, held: names } = await probe.call('permissions', {});
        expect(requested).toContain(PHONE_STATE);
        return (names as readonly string[]).includes(PHONE_STATE);
      };
      const dumped = async (): Promise<string | undefined> =>
        /READ_PHONE_STATE: granted=(\w+)/.exec(await shell('dumpsys', 'package', PROBE))?.[1];

      beforeAll(async () => {
        expect(await adb.text('-s', handset.serial, 'install', PHONE_STATE_APK)).toMatch(/Success/);
        await startProbe();
      }, 60_000);

      afterAll(() => probe?.close());

      it('the app holds it after installation', async () => {
        expect([await held(), await dumped()]).toEqual([true, 'true']);
      });

      it('revoking it ends the process; the next process does not hold it', async () => {
        await shell('pm', 'revoke', PROBE, PHONE_STATE);
        expect((await instrument.result).stdout.toString()).toContain('INSTRUMENTATION_RESULT: shortMsg=Process crashed.');
        probe.close();
        await startProbe();
        expect([await held(), await dumped()]).toEqual([false, 'false']);
      }, 60_000);

      it('granting it takes effect in the running process', async () => {
        const before = (await shell('pidof', PROBE)).trim();
        await shell('pm', 'grant', PROBE, PHONE_STATE);
        expect([await held(), await dumped()]).toEqual([true, 'true']);
        expect((await shell('pidof', PROBE)).trim()).toBe(before);
        await probe.call('quit', {});
        await instrument.result;
      });
    });

    describe('with the sample app', () => {
      beforeAll(async () => {
        const build = join(home, 'sample');
        await mkdir(build);
        const [, key] = await Promise.all([compileSample(build), makeKey(build, 'rsa', 'RSA')]);
        const apk = await signSample(await packSample(build, 'one'), join(build, 'one.apk'), { key });
        expect(await adb.text('-s', handset.serial, 'install', apk)).toMatch(/Success/);
        expect(await shell('am', 'start', '-W', '-n', `${SAMPLE}/.MainActivity`)).toMatch(/Status: ok/);
      }, 90_000);

      it('receives a tap', async () => {
        await tap('Press');
        await expect.poll(dump).toMatch(/text="Pressed"/);
      });

      it('opens a second activity and returns with the back key', async () => {
        await tap('Open');
        await expect.poll(() => shell('dumpsys', 'activity', 'activities')).toMatch(/SecondActivity/);
        await shell('input', 'keyevent', 'KEYCODE_BACK');
        await expect.poll(dump).toMatch(/text="Pressed"/);
      });

      it('logs a crash and ends the process, as on a phone', async () => {
        await tap('Crash');
        await expect
          .poll(async () => (await adb.run('-s', handset.serial, 'shell', 'pidof', SAMPLE)).stdout.toString().trim())
          .toBe('');
        expect(await shell('logcat', '-d')).toMatch(/FATAL EXCEPTION: main[\s\S]*on purpose/);
      });

      it('starts again from the class archive; force-stop ends it', async () => {
        await shell('am', 'start', '-W', '-n', `${SAMPLE}/.MainActivity`);
        expect((await shell('pidof', SAMPLE)).trim()).toMatch(/^\d+$/);
        await shell('am', 'force-stop', SAMPLE);
        const { stdout } = await adb.run('-s', handset.serial, 'shell', 'pidof', SAMPLE);
        expect(stdout.toString().trim()).toBe('');
      }, 60_000);
    });

    it('leaves nothing behind when it is closed', async () => {
      await handset.close();
      const left = (await readdir(tmpdir())).filter((name) => name.startsWith(`qh-run-${process.pid}-`));
      expect(left).toEqual([]);
      const socket = connect({ host: '127.0.0.1', port: handset.port });
      const [error] = await once(socket, 'error');
      expect((error as NodeJS.ErrnoException).code).toBe('ECONNREFUSED');
    }, 60_000);
  },
);

/** Resolves with the port in `SNIPPET SERVING, PORT n`. The stream stays open for the further output of `am instrument`. */
function servingPort(stream: NodeJS.ReadableStream): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = '';
    stream.on('data', (chunk) => {
      text += String(chunk);
      const port = /SNIPPET SERVING, PORT (\d+)/.exec(text)?.[1];
      if (port !== undefined) {
        resolve(Number(port));
      }
    });
    stream.once('end', () => reject(new Error(`am instrument ended without a port: ${text}`)));
  });
}

/** A connection to the probe, with the JSON lines of android-probe/PROTOCOL.md. */
class ProbeLine {
  readonly #socket: Socket;
  readonly #answers: AsyncIterator<string>;
  #lastId = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#answers = createInterface({ input: socket })[Symbol.asyncIterator]();
  }

  static async open(port: number): Promise<ProbeLine> {
    const socket = connect({ host: '127.0.0.1', port });
    await once(socket, 'connect');
    return new ProbeLine(socket);
  }

  async call(method: string, params: object): Promise<Record<string, unknown>> {
    this.#lastId += 1;
    this.#socket.write(`${JSON.stringify({ id: this.#lastId, token: TOKEN, method, params })}\n`);
    const { value } = await this.#answers.next();
    const message = JSON.parse(String(value)) as { result?: Record<string, unknown>; error?: unknown };
    if (message.result === undefined) {
      throw new Error(`${method}: ${JSON.stringify(message)}`);
    }
    return message.result;
  }

  close(): void {
    this.#socket.destroy();
  }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
