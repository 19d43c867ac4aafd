import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HttpPeer } from '../support/http-peer.ts';
import { makeKey, makeServerRoot } from '../support/sample-apk.ts';
import { builtApiLevels, missingForSample, SampleHandset } from '../support/sample-handset.ts';

const missing = await missingForSample();
const levels = await builtApiLevels();
type Counters = Readonly<Record<'wifi' | 'cellular', { readonly bytesIn: number; readonly bytesOut: number }>>;

const RELEASES = { 34: '14', 35: '15' } as const;

describe.skipIf(missing !== null).each(levels)(
  `HttpURLConnection at API %i${missing === null ? '' : ` (skipped: ${missing} is absent)`}`,
  (level) => {
    let sample: SampleHandset;
    let keys: string;
    let plain: HttpPeer;
    let secure: HttpPeer;
    let anchored: HttpPeer;

    beforeAll(async () => {
      keys = await mkdtemp(join(tmpdir(), 'qh-keys-'));
      const key = await makeKey(keys, 'tls', 'RSA');
      const root = await makeServerRoot(keys, ['user.test', 'pinned.test', 'other.test']);
      [sample, plain, secure, anchored] = await Promise.all([
        SampleHandset.start('http', level),
        HttpPeer.start(),
        HttpPeer.start(key),
        HttpPeer.start(root.key),
      ]);
      await sample.adb('push', root.pem, '/sdcard/root.pem');
      await sample.shell('cmd quhao ca install /sdcard/root.pem --user');
      for (const host of ['user.test', 'pinned.test', 'other.test']) {
        await sample.shell('cmd', 'quhao', 'route', 'set', `${host}:443`, `127.0.0.1:${anchored.port}`);
      }
      await sample.shell('cmd', 'quhao', 'route', 'set', 'gateway.test:80', `127.0.0.1:${plain.port}`);
      await sample.shell('cmd', 'quhao', 'route', 'set', 'gateway.test:443', `127.0.0.1:${secure.port}`);
    });

    afterAll(async () => {
      await sample?.close();
      await Promise.all([plain?.close(), secure?.close(), anchored?.close()]);
      await rm(keys, { recursive: true, force: true });
    });

    beforeEach(async () => {
      plain.requests.length = 0;
      secure.requests.length = 0;
      await sample.shell('logcat', '-c');
    });

    /** The line in which the sample logs how the exchange went. */
    async function exchange(extras: Readonly<Record<string, string>>): Promise<string> {
      const before = (await sample.logged()).length;
      await sample.open('HttpActivity', ...Object.entries(extras).flatMap(([name, value]) => ['--es', name, `'${value}'`]));
      await expect.poll(async () => (await sample.logged()).length, { timeout: 15_000 }).toBe(before + 1);
      return (await sample.logged()).at(-1) ?? '';
    }

    /** `GET /path 1`, the number being the connection's. */
    function seen(peer: HttpPeer): readonly string[] {
      return peer.requests.map(({ connection, line }) => `${line.replace(' HTTP/1.1', '')} ${connection}`);
    }

    /** Closes pooled connections by a change of the default network. */
    async function dropPool(): Promise<void> {
      await sample.shell('svc', 'wifi', 'disable');
      await sample.shell('svc', 'wifi', 'enable');
    }

    it("sends Android's headers and no others", async () => {
      expect(await exchange({ url: 'http://gateway.test/' })).toBe('200 null 5 http://gateway.test/ hello');
      expect([...(plain.requests[0]?.headers ?? [])]).toEqual([
        ['user-agent', `Dalvik/2.1.0 (Linux; U; Android ${RELEASES[level]}; quhao handset Build/QUHAO.${level})`],
        ['host', 'gateway.test'],
        ['connection', 'Keep-Alive'],
        ['accept-encoding', 'gzip'],
      ]);
    });

    it('requests and decodes gzip, unless the app sets the header', async () => {
      expect(await exchange({ url: 'http://gateway.test/gzip' })).toBe('200 null -1 http://gateway.test/gzip hello');
      const own = await exchange({ url: 'http://gateway.test/gzip', header: 'Accept-Encoding:gzip' });
      expect(own).toMatch(/^200 gzip \d+ http:\/\/gateway\.test\/gzip (?!hello)/);
      await exchange({ url: 'http://gateway.test/gzip', header: 'Accept-Encoding:identity' });
      expect(plain.requests.map(({ headers }) => headers.get('accept-encoding'))).toEqual(['gzip', 'gzip', 'identity']);
    });

    it('reuses a connection until the default network changes', async () => {
      await dropPool();
      await exchange({ url: 'http://gateway.test/1' });
      await exchange({ url: 'http://gateway.test/2' });
      await dropPool();
      await exchange({ url: 'http://gateway.test/3' });
      const [first, second, third] = plain.requests.map(({ connection }) => connection);
      expect([first === second, second === third]).toEqual([true, false]);
    });

    it('does not repeat a POST on a fresh connection that closes without an answer', async () => {
      await dropPool();
      expect(await exchange({ url: 'http://gateway.test/close', method: 'POST', body: 'once' })).toMatch(/^\w*Exception: /);
      expect(plain.requests.map(({ line, body }) => [line, body])).toEqual([['POST /close HTTP/1.1', 'once']]);
    });

    it('repeats a POST on a reused connection only if the body is buffered', async () => {
      await dropPool();
      await exchange({ url: 'http://gateway.test/' });
      expect(await exchange({ url: 'http://gateway.test/close-second', method: 'POST', body: 'again' })).toMatch(/^200 /);
      expect(plain.requests.map(({ body }) => body)).toEqual(['', 'again', 'again']);
      const refused = await exchange({
        url: 'http://gateway.test/close-second',
        method: 'POST',
        body: 'gone',
        streaming: 'fixed',
      });
      expect(refused).toMatch(/^\w*Exception: /);
      expect(plain.requests.map(({ body }) => body)).toEqual(['', 'again', 'again', 'gone']);
    });

    it.each([
      { status: 302, method: 'POST', body: 'x', sends: ['POST /status/302?/x', 'GET /x'] },
      { status: 301, method: 'GET', sends: ['GET /status/301?/x', 'GET /x'] },
      { status: 307, method: 'GET', sends: ['GET /status/307?/x', 'GET /x'] },
      { status: 307, method: 'POST', body: 'x', sends: ['POST /status/307?/x'] },
      { status: 308, method: 'POST', body: 'x', sends: ['POST /status/308?/x'] },
    ])('answers $status to $method by $sends', async ({ status, method, body, sends }) => {
      const extras = { url: `http://gateway.test/status/${status}?/x`, method, ...(body === undefined ? {} : { body }) };
      expect(await exchange(extras)).toMatch(
        sends.length === 2 ? /^200 .* http:\/\/gateway\.test\/x hello$/ : new RegExp(`^${status} `),
      );
      expect(plain.requests.map(({ line }) => line.replace(' HTTP/1.1', ''))).toEqual(sends);
    });

    it('follows no redirect to another protocol, and none if the app turns redirects off', async () => {
      expect(await exchange({ url: 'http://gateway.test/status/302?https://gateway.test/' })).toMatch(/^302 /);
      expect(await exchange({ url: 'http://gateway.test/status/302?/x', follow: 'false' })).toMatch(/^302 /);
      expect([seen(plain).length, seen(secure).length]).toEqual([2, 0]);
    });

    it('refuses cleartext that the configuration does not permit', async () => {
      expect(await exchange({ url: 'http://other.test/' })).toBe(
        'IOException: Cleartext HTTP traffic to other.test not permitted',
      );
    });

    it('stops after the read timeout and does not retry', async () => {
      await dropPool();
      await exchange({ url: 'http://gateway.test/' });
      expect(await exchange({ url: 'http://gateway.test/silent', readTimeout: '500' })).toMatch(/^SocketTimeoutException: /);
      expect(seen(plain).map((line) => line.split(' ')[1])).toEqual(['/', '/silent']);
    });

    it('uses the network that opened it', async () => {
      const { connections } = JSON.parse(await sample.shell('cmd', 'quhao', 'radio', 'log')) as {
        connections: { seq: number }[];
      };
      await exchange({ url: 'http://gateway.test/', network: 'cellular' });
      const after = String(connections.at(-1)?.seq ?? 0);
      const log = JSON.parse(await sample.shell('cmd', 'quhao', 'radio', 'log', '--after', after)) as {
        connections: { bearer: string }[];
      };
      expect(log.connections.map(({ bearer }) => bearer)).toEqual(['cellular']);
    });

    it('carries channels, and notes datagrams that it refuses', async () => {
      await sample.open('ChannelActivity');
      await expect.poll(() => sample.logged(), { timeout: 15_000 }).toContain('channels = done');
      expect(await sample.logged()).toEqual([
        'channel = HTTP/1.1 200 from 192.0.2.10',
        expect.stringMatching(/^no route = ConnectException: failed to connect to .* ENETUNREACH/),
        'own address = 192.0.2.10',
        'datagram = UnsupportedOperationException: quhao: not supported: DatagramSocket.send',
        'channels = done',
      ]);
      const { connections } = JSON.parse(await sample.shell('cmd', 'quhao', 'radio', 'log')) as {
        connections: Record<string, unknown>[];
      };
      expect(connections.slice(-3)).toMatchObject([
        { host: 'gateway.test', port: 80, bearer: 'wifi' },
        { host: '203.0.113.9', port: 9, end: 'unreachable' },
        { host: '203.0.113.53', port: 53, transport: 'udp', end: 'unreachable' },
      ]);
    });

    it('tells one story of interfaces and bytes to the app and to tools', async () => {
      await exchange({ url: 'http://gateway.test/' });
      await exchange({ url: 'http://gateway.test/', network: 'cellular' });
      await dropPool();
      await sample.open('TrafficActivity');
      await expect.poll(() => sample.logged(), { timeout: 15_000 }).toContain('counted = true');
      const app = new Map((await sample.logged()).map((line) => line.split(' = ', 2) as [string, string]));
      const { wifi, cellular } = JSON.parse(await sample.shell('cmd', 'quhao', 'radio', 'counters')) as Counters;
      expect(app.get('wlan0')).toBe(`${wifi.bytesIn} ${wifi.bytesOut}`);
      expect(app.get('mobile')).toBe(`${cellular.bytesIn} ${cellular.bytesOut}`);
      expect(app.get('own')).toBe(app.get('total'));
      expect(app.get('total')).toBe(`${wifi.bytesIn + cellular.bytesIn} ${wifi.bytesOut + cellular.bytesOut}`);
      expect(cellular.bytesIn).toBeGreaterThan(0);
      const kernel = await sample.shell('cat', '/proc/net/dev');
      const netstats = await sample.shell('dumpsys', 'netstats');
      for (const [name, type, { bytesIn, bytesOut }] of [
        ['wlan0', 1, wifi],
        ['rmnet_data0', 0, cellular],
      ] as const) {
        expect(kernel).toMatch(new RegExp(`${name}: ${bytesIn} .* ${bytesOut} 0 0 0 0 0 0 0\\n`));
        expect(netstats).toMatch(
          new RegExp(`type=${type}\\}\\] uid=\\d+ set=FOREGROUND tag=0x0 rb=${bytesIn} tb=${bytesOut}\\n`),
        );
      }
      const addresses = [...(await sample.shell('ip -o addr')).matchAll(/\d: (\S+) +inet (\S+)/g)].map(
        (row) => `${row[1]} ${row[2]}`,
      );
      expect(app.get('interfaces')?.match(/\S+ [\d./]+(?= up)/g)).toEqual(addresses);
      expect(app.get('ca store')).toBe('1 true');
      expect([app.get('by address'), app.get('no tunnel'), app.get('link')]).toEqual(['wlan0', 'null', 'wlan0 [192.0.2.10/24]']);
    });

    it.each([{ network: 'cellular' }, {}])('uses the proxy of the settings on every network: %o', async (extras) => {
      await sample.adb('reverse', 'tcp:3128', `tcp:${plain.port}`);
      await sample.shell('settings', 'put', 'global', 'http_proxy', '127.0.0.1:3128');
      expect(await exchange({ url: 'http://gateway.test/proxied', ...extras })).toMatch(/^200 .* hello$/);
      expect(plain.requests.map(({ line }) => line)).toEqual(['GET http://gateway.test/proxied HTTP/1.1']);
      await sample.shell('settings', 'put', 'global', 'http_proxy', ':0');
      await dropPool();
      await exchange({ url: 'http://gateway.test/direct', ...extras });
      expect(plain.requests.at(-1)?.line).toBe('GET /direct HTTP/1.1');
    });

    describe('over TLS', () => {
      it('trusts what the platform trusts', async () => {
        expect(await exchange({ url: 'https://gateway.test/' })).toMatch(/^SSLHandshakeException: /);
      });

      it("trusts a user's root where the network security config names it, and checks its pins", async () => {
        expect(await exchange({ url: 'https://user.test/' })).toBe('200 null 5 https://user.test/ hello');
        expect(await exchange({ url: 'https://other.test/' })).toBe(
          'SSLHandshakeException: java.security.cert.CertPathValidatorException: Trust anchor for certification path not found.',
        );
        expect(await exchange({ url: 'https://pinned.test/' })).toBe('SSLHandshakeException: Pin verification failed');
      });

      it("asks the app's trust manager, then Android's host name verifier", async () => {
        const refused = await exchange({ url: 'https://gateway.test/', trust: 'all' });
        expect(await sample.logged('trust')).toEqual(['CN=tls']);
        expect(refused).toMatch(/^SSLPeerUnverifiedException: Hostname gateway\.test not verified/);
      });

      it("asks the app's host name verifier instead", async () => {
        expect(await exchange({ url: 'https://gateway.test/', trust: 'all', verifier: 'accept' })).toMatch(/^200 .* hello$/);
        expect(await sample.logged('verifier')).toEqual(['gateway.test']);
      });
    });
  },
);
