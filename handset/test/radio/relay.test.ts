import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Duplex, PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeFrame, FRAME } from '../../src/radio/frames.ts';
import { RadioMachine } from '../../src/radio/radio.ts';
import { openRelay, type Relay } from '../../src/radio/relay.ts';
import { RelayApp } from '../support/relay-app.ts';

const GATEWAY = 'gateway.test';

let folder: string;
let radio: RadioMachine;
let relay: Relay;
let server: Server;
let accepted: Socket[];
let onAccept: (socket: Socket) => void;
let loopback: Map<number, Duplex>;
let apps: RelayApp[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qh-radio-'));
  const boot = process.hrtime.bigint();
  radio = new RadioMachine(() => process.hrtime.bigint() - boot);
  loopback = new Map();
  accepted = [];
  apps = [];
  onAccept = (socket) => socket.pipe(socket);
  server = createServer({ allowHalfOpen: true }, (socket) => {
    accepted.push(socket);
    socket.on('error', () => socket.destroy());
    onAccept(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  relay = await openRelay(join(folder, 'net.sock'), {
    radio,
    packageName: 'app.example',
    openLoopback: async (port) => loopback.get(port) ?? null,
  });
});

afterEach(async () => {
  for (const app of apps) {
    app.socket.destroy();
  }
  await relay.close();
  for (const socket of accepted) {
    socket.destroy();
  }
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

function port(): number {
  return (server.address() as AddressInfo).port;
}

function route(options: { name?: string; session?: boolean; port?: number } = {}): void {
  radio.setRoute({
    name: options.name ?? GATEWAY,
    host: '127.0.0.1',
    port: options.port ?? port(),
    session: options.session ?? false,
  });
}

async function openApp(): Promise<RelayApp> {
  const app = await RelayApp.open(join(folder, 'net.sock'));
  apps.push(app);
  return app;
}

async function connectApp(request: { bearer?: string; host?: string; port?: number; timeoutMs?: number } = {}) {
  const app = await openApp();
  app.json(FRAME.connect, { bearer: 'default', host: GATEWAY, port: 80, timeoutMs: 0, ...request });
  return { app, answer: await app.nextJson() };
}

function lastConnection() {
  return radio.connections(0).at(-1);
}

describe('a connection by name', () => {
  it('uses Wi-Fi by default, carries bytes both ways and ends when both sides have ended', async () => {
    route();
    const { app, answer } = await connectApp();
    expect(answer).toMatchObject({
      type: FRAME.connected,
      body: { localAddress: '192.0.2.10', remoteAddress: '198.18.0.1', remotePort: 80 },
    });
    app.send('hello ');
    app.send('gateway');
    app.eof();
    const { text, end } = await app.readText();
    expect(text).toBe('hello gateway');
    expect(end?.type).toBe(FRAME.eof);
    expect(await app.next()).toBeNull();
    expect(lastConnection()).toMatchObject({
      bearer: 'wifi',
      host: GATEWAY,
      port: 80,
      package: 'app.example',
      bytesOut: 13,
      bytesIn: 13,
      end: 'eof',
    });
    expect(radio.counters()).toMatchObject({ wifi: { bytesOut: 13, bytesIn: 13, connections: 1 }, cellular: { connections: 0 } });
  });

  it('maps a bearer-neutral address back to its name', async () => {
    route();
    const resolver = await openApp();
    resolver.json(FRAME.resolve, { bearer: 'default', host: GATEWAY });
    const resolved = await resolver.nextJson();
    expect(resolved).toEqual({ type: FRAME.resolved, body: { addresses: ['198.18.0.1'] } });
    expect(await resolver.next()).toBeNull();
    const { answer } = await connectApp({ host: '198.18.0.1', bearer: 'cellular' });
    expect(answer).toMatchObject({ type: FRAME.connected, body: { localAddress: '10.64.0.7', remoteAddress: '198.18.0.1' } });
    expect(lastConnection()).toMatchObject({ host: GATEWAY, bearer: 'cellular' });
  });

  it('passes a half-close on and delivers the answer that follows', async () => {
    onAccept = (socket) => {
      let received = '';
      socket.on('data', (chunk) => {
        received += chunk.toString();
      });
      socket.on('end', () => socket.end(`received ${received}`));
    };
    route();
    const { app } = await connectApp();
    app.send('all of it');
    app.eof();
    expect((await app.readText()).text).toBe('received all of it');
  });

  it('records times in elapsedRealtimeNanos', async () => {
    route();
    const { app } = await connectApp();
    app.eof();
    await app.readText();
    const record = lastConnection();
    const opened = BigInt(record?.openedNanos ?? -1);
    const closed = BigInt(record?.closedNanos ?? -1);
    expect(opened).toBeGreaterThan(0n);
    expect(closed).toBeGreaterThan(opened);
    expect(closed).toBeLessThan(20_000_000_000n);
  });
});

describe('refused connections', () => {
  it.each([
    { name: 'a name without a route', request: { host: 'nowhere.test' }, error: 'UNKNOWN_HOST', end: 'unknown-host' },
    { name: 'an address outside the machine', request: { host: '203.0.113.9' }, error: 'UNREACHABLE', end: 'unreachable' },
    {
      name: 'a bearer-neutral address that is not assigned',
      request: { host: '198.19.7.7' },
      error: 'UNREACHABLE',
      end: 'unreachable',
    },
    {
      name: 'a device port without a listener',
      request: { host: '127.0.0.1', port: 4 },
      error: 'REFUSED',
      end: 'refused',
    },
    {
      name: 'a port of a name that has routes for other ports only',
      request: { host: 'tls.test', port: 80 },
      error: 'REFUSED',
      end: 'refused',
    },
  ])('refuses $name with $error', async ({ request, error, end }) => {
    route({ name: 'tls.test:443' });
    const { app, answer } = await connectApp(request);
    expect(answer).toMatchObject({ type: FRAME.failed, body: { error } });
    expect(await app.next()).toBeNull();
    expect(lastConnection()).toMatchObject({ end });
    expect(accepted).toHaveLength(0);
  });

  it('a route to an address outside the machine is refused', () => {
    expect(() => radio.setRoute({ name: 'x.test', host: '192.168.1.1', port: 80, session: false })).toThrow(
      /no traffic may leave this machine/,
    );
  });

  it('reports a closed upstream port as REFUSED', async () => {
    const unused = createServer().listen(0, '127.0.0.1');
    await once(unused, 'listening');
    const closed = (unused.address() as AddressInfo).port;
    await new Promise((resolve) => unused.close(resolve));
    route({ port: closed });
    const { answer } = await connectApp();
    expect(answer.body['error']).toBe('REFUSED');
  });

  it('resolves no name while no bearer is up', async () => {
    route();
    await radio.setAirplane(true);
    const app = await openApp();
    app.json(FRAME.resolve, { bearer: 'default', host: GATEWAY });
    expect((await app.nextJson()).body).toEqual({ error: 'UNKNOWN_HOST' });
    const { answer } = await connectApp({ bearer: 'cellular' });
    expect(answer.body['error']).toBe('UNREACHABLE');
  });
});

describe('the PROXY header of a session route', () => {
  it.each([
    { bearer: 'cellular', address: '10.64.3.9' },
    { bearer: 'wifi', address: '192.0.2.10' },
  ])('carries the address of $bearer and is not part of the byte counts', async ({ bearer, address }) => {
    let seen = Buffer.alloc(0);
    onAccept = (socket) =>
      socket.on('data', (chunk: Buffer) => {
        seen = Buffer.concat([seen, chunk]);
      });
    route({ session: true });
    await radio.leaseSim(0, '10.64.3.9');
    const { app } = await connectApp({ bearer });
    app.send('GET');
    await expect.poll(() => seen.length).toBe(31);
    expect(seen.subarray(0, 16).toString('hex')).toBe('0d0a0d0a000d0a515549540a2111000c');
    expect([...seen.subarray(16, 20)].join('.')).toBe(address);
    expect([...seen.subarray(20, 24)].join('.')).toBe('127.0.0.1');
    expect(seen.readUInt16BE(26)).toBe(port());
    expect(seen.subarray(28).toString()).toBe('GET');
    expect(lastConnection()).toMatchObject({ bytesOut: 3, bearer });
  });
});

describe('a bearer that goes down', () => {
  it.each([
    { lost: 'cellular', other: 'wifi', turnOff: () => radio.setMobileData(false) },
    { lost: 'wifi', other: 'cellular', turnOff: () => radio.setWifi(false) },
  ])('aborts connections of $lost and leaves those of $other', async ({ lost, other, turnOff }) => {
    route();
    const lostConnection = await connectApp({ bearer: lost });
    const otherConnection = await connectApp({ bearer: other });
    await turnOff();
    expect(await lostConnection.app.nextJson()).toEqual({ type: FRAME.reset, body: { error: 'ABORTED' } });
    expect(await lostConnection.app.next()).toBeNull();
    expect(radio.connections(0)[0]).toMatchObject({ bearer: lost, end: 'aborted' });
    otherConnection.app.send('still here');
    otherConnection.app.eof();
    expect((await otherConnection.app.readText()).text).toBe('still here');
  });

  it('ends a connection that is being opened', async () => {
    route();
    await radio.setLink('cellular', { delayMs: 60_000 });
    const app = await openApp();
    app.json(FRAME.connect, { bearer: 'cellular', host: GATEWAY, port: 80, timeoutMs: 0 });
    await expect.poll(() => radio.connections(0).length).toBe(1);
    await radio.setRegistration('denied');
    expect((await app.nextJson()).body['error']).toBe('UNREACHABLE');
    expect(lastConnection()).toMatchObject({ end: 'aborted' });
  });

  it('treats another lease as another session', async () => {
    route();
    const { app } = await connectApp({ bearer: 'cellular' });
    await radio.leaseSim(0, '10.64.9.9');
    expect((await app.nextJson()).body).toEqual({ error: 'ABORTED' });
  });
});

describe('resets', () => {
  it('passes an RST from upstream to the app', async () => {
    onAccept = (socket) => socket.on('data', () => socket.resetAndDestroy());
    route();
    const { app } = await connectApp();
    app.send('x');
    expect(await app.nextJson()).toEqual({ type: FRAME.reset, body: { error: 'RESET' } });
    expect(lastConnection()).toMatchObject({ end: 'reset' });
  });

  it('resets upstream when the app requests it', async () => {
    route();
    const { app } = await connectApp();
    const upstream = accepted[0] as Socket;
    const error = once(upstream, 'error').catch((error: unknown) => [error]);
    app.json(FRAME.reset, { error: 'RESET' });
    expect(((await error)[0] as NodeJS.ErrnoException).code).toBe('ECONNRESET');
  });

  it('a close by the app is an orderly end, and its last bytes are delivered', async () => {
    const seen = new PassThrough();
    onAccept = (socket) => socket.pipe(seen);
    route();
    const { app } = await connectApp();
    const big = Buffer.alloc(3_000_000, 'q');
    app.socket.write(encodeFrame(FRAME.data, big));
    app.socket.end();
    let bytes = 0;
    for await (const chunk of seen) {
      bytes += (chunk as Buffer).length;
    }
    expect(bytes).toBe(big.length);
    expect(lastConnection()).toMatchObject({ end: 'eof', bytesOut: big.length });
  });
});

describe('a link', () => {
  it('delays each new connection by the configured time', async () => {
    route();
    await radio.setLink('wifi', { delayMs: 150 });
    const startedAt = performance.now();
    await connectApp();
    const elapsed = performance.now() - startedAt;
    expect(elapsed).toBeGreaterThanOrEqual(148);
    expect(elapsed).toBeLessThan(600);
  });

  it('fails with TIMEOUT when the delay exceeds the limit', async () => {
    route();
    await radio.setLink('wifi', { delayMs: 10_000 });
    const startedAt = performance.now();
    const { answer } = await connectApp({ timeoutMs: 100 });
    const elapsed = performance.now() - startedAt;
    expect(answer.body['error']).toBe('TIMEOUT');
    expect(elapsed).toBeGreaterThanOrEqual(98);
    expect(elapsed).toBeLessThan(600);
    expect(lastConnection()).toMatchObject({ end: 'timeout' });
  });

  it('records a time-out when the app closes its socket while connecting', async () => {
    route();
    await radio.setLink('wifi', { delayMs: 10_000 });
    const app = await openApp();
    app.json(FRAME.connect, { bearer: 'wifi', host: GATEWAY, port: 80, timeoutMs: 0 });
    await expect.poll(() => lastConnection()?.end).toBe('open');
    app.socket.destroy();
    await expect.poll(() => lastConnection()?.end).toBe('timeout');
    expect(accepted).toHaveLength(0);
  });

  it('that drops traffic accepts connections, counts their bytes and never answers', async () => {
    route();
    await radio.setLink('wifi', { drop: true });
    const { app, answer } = await connectApp();
    expect(answer.type).toBe(FRAME.connected);
    app.send('anybody?');
    await expect.poll(() => lastConnection()?.bytesOut).toBe(8);
    expect(lastConnection()).toMatchObject({ end: 'open', bytesIn: 0 });
    expect(accepted).toHaveLength(0);
  });
});

describe('loopback', () => {
  it('connects to listeners of adb reverse or of the app, whatever state the bearers have', async () => {
    loopback.set(8080, echo());
    await radio.setAirplane(true);
    const { app, answer } = await connectApp({ host: 'localhost', port: 8080 });
    expect(answer).toMatchObject({
      type: FRAME.connected,
      body: { localAddress: '127.0.0.1', remoteAddress: '127.0.0.1', remotePort: 8080 },
    });
    app.send('ping');
    app.eof();
    expect((await app.readText()).text).toBe('ping');
    expect(radio.counters().loopback).toEqual({ bytesOut: 4, bytesIn: 4, connections: 1 });
  });
});

describe('back-pressure', () => {
  it('stops reading upstream while the app does not read', async () => {
    let written = 0;
    onAccept = (socket) => {
      const chunk = Buffer.alloc(64 * 1024, 'x');
      const more = (): void => {
        while (written < 200_000_000 && socket.write(chunk)) {
          written += chunk.length;
        }
      };
      socket.on('drain', more);
      more();
    };
    route();
    const { app } = await connectApp();
    app.socket.pause();
    let before = -1;
    await expect
      .poll(
        () => {
          const still = written === before;
          before = written;
          return still;
        },
        { interval: 200, timeout: 10_000 },
      )
      .toBe(true);
    expect(written).toBeLessThan(50_000_000);
  });

  it('stops reading the app while upstream does not read', async () => {
    onAccept = (socket) => socket.pause();
    route();
    const { app } = await connectApp();
    const chunk = encodeFrame(FRAME.data, Buffer.alloc(64 * 1024, 'x'));
    let written = 0;
    const more = (): void => {
      while (written < 200_000_000 && app.socket.write(chunk)) {
        written += chunk.length;
      }
    };
    app.socket.on('drain', more);
    more();
    let before = -1;
    await expect
      .poll(
        () => {
          const still = written === before;
          before = written;
          return still;
        },
        { interval: 200, timeout: 10_000 },
      )
      .toBe(true);
    expect(written).toBeLessThan(50_000_000);
  });
});

function echo(): Duplex {
  return new PassThrough();
}
