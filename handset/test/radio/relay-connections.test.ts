import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { FRAME } from '../../src/radio/frames.ts';
import { GATEWAY, RelayBench } from '../support/relay-bench.ts';

const bench = new RelayBench();

describe('a connection by name', () => {
  it('uses Wi-Fi by default, carries bytes both ways and ends when both sides have ended', async () => {
    bench.route();
    const { app, answer } = await bench.connectApp();
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
    expect(bench.lastConnection()).toMatchObject({
      bearer: 'wifi',
      host: GATEWAY,
      port: 80,
      package: 'app.example',
      bytesOut: 13,
      bytesIn: 13,
      end: 'eof',
    });
    expect(bench.radio.counters()).toMatchObject({
      wifi: { bytesOut: 13, bytesIn: 13, connections: 1 },
      cellular: { connections: 0 },
    });
  });

  it('maps a bearer-neutral address back to its name', async () => {
    bench.route();
    const resolver = await bench.openApp();
    resolver.json(FRAME.resolve, { bearer: 'default', host: GATEWAY });
    const resolved = await resolver.nextJson();
    expect(resolved).toEqual({ type: FRAME.resolved, body: { addresses: ['198.18.0.1'] } });
    expect(await resolver.next()).toBeNull();
    const { answer } = await bench.connectApp({ host: '198.18.0.1', bearer: 'cellular' });
    expect(answer).toMatchObject({ type: FRAME.connected, body: { localAddress: '10.64.0.7', remoteAddress: '198.18.0.1' } });
    expect(bench.lastConnection()).toMatchObject({ host: GATEWAY, bearer: 'cellular' });
  });

  it('passes a half-close on and delivers the answer that follows', async () => {
    bench.onAccept = (socket) => {
      let received = '';
      socket.on('data', (chunk) => {
        received += chunk.toString();
      });
      socket.on('end', () => socket.end(`received ${received}`));
    };
    bench.route();
    const { app } = await bench.connectApp();
    app.send('all of it');
    app.eof();
    expect((await app.readText()).text).toBe('received all of it');
  });

  it('records times in elapsedRealtimeNanos', async () => {
    bench.route();
    const { app } = await bench.connectApp();
    app.eof();
    await app.readText();
    const record = bench.lastConnection();
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
    bench.route({ name: 'tls.test:443' });
    const { app, answer } = await bench.connectApp(request);
    expect(answer).toMatchObject({ type: FRAME.failed, body: { error } });
    expect(await app.next()).toBeNull();
    expect(bench.lastConnection()).toMatchObject({ end });
    expect(bench.accepted).toHaveLength(0);
  });

  it('a route to an address outside the machine is refused', () => {
    expect(() => bench.radio.setRoute({ name: 'x.test', host: '192.168.1.1', port: 80, session: false })).toThrow(
      /no traffic may leave this machine/,
    );
  });

  it('reports a closed upstream port as REFUSED', async () => {
    const unused = createServer().listen(0, '127.0.0.1');
    await once(unused, 'listening');
    const closed = (unused.address() as AddressInfo).port;
    await new Promise((resolve) => unused.close(resolve));
    bench.route({ port: closed });
    const { answer } = await bench.connectApp();
    expect(answer.body['error']).toBe('REFUSED');
  });

  it('resolves no name while no bearer is up', async () => {
    bench.route();
    await bench.radio.setAirplane(true);
    const app = await bench.openApp();
    app.json(FRAME.resolve, { bearer: 'default', host: GATEWAY });
    expect((await app.nextJson()).body).toEqual({ error: 'UNKNOWN_HOST' });
    const { answer } = await bench.connectApp({ bearer: 'cellular' });
    expect(answer.body['error']).toBe('UNREACHABLE');
  });
});

describe('a connection to a host that nobody configured', () => {
  it.each([
    { route: '203.0.113.9:80', host: '203.0.113.9' },
    { route: '203.0.113.9', host: '203.0.113.9' },
    { route: '[2001:db8::1]:80', host: '2001:db8:0:0:0:0:0:1' },
    { route: '*:80', host: 'id.example.com' },
    { route: '*', host: '203.0.113.9' },
  ])('follows the route $route to $host', async ({ route, host }) => {
    bench.route({ name: route });
    const { answer } = await bench.connectApp({ host, bearer: 'cellular' });
    expect(answer).toMatchObject({ type: FRAME.connected, body: { localAddress: '10.64.0.7' } });
  });

  it('takes the route of the host before that of every host, and that of the port before that of every port', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    bench.route({ name: '*', port });
    bench.route({ name: '*:80', port });
    bench.route({ name: GATEWAY, port });
    bench.route({ name: `${GATEWAY}:80` });
    expect((await bench.connectApp()).answer.type).toBe(FRAME.connected);
    expect((await bench.connectApp({ port: 81 })).answer.body['error']).toBe('REFUSED');
    bench.radio.removeRoute(`${GATEWAY}:80`);
    expect((await bench.connectApp()).answer.body['error']).toBe('REFUSED');
    expect(() => bench.radio.removeRoute('other.test')).toThrow(/no route/);
  });

  it('is refused and logged with its port where every name exists', async () => {
    bench.radio.setNamesThatExist('all');
    const resolver = await bench.openApp();
    resolver.json(FRAME.resolve, { bearer: 'cellular', host: 'ID.example.com' });
    const { body } = await resolver.nextJson();
    const { answer } = await bench.connectApp({ host: String(body['addresses']), port: 8443, bearer: 'cellular' });
    expect(answer.body['error']).toBe('REFUSED');
    expect(bench.lastConnection()).toMatchObject({ host: 'id.example.com', port: 8443, bearer: 'cellular', end: 'refused' });
    expect(bench.radio.lookups(0)).toMatchObject([
      { seq: 1, name: 'id.example.com', bearer: 'cellular', answered: true, package: 'app.example' },
    ]);
  });

  it('has its lookup logged where no name exists', async () => {
    const resolver = await bench.openApp();
    resolver.json(FRAME.resolve, { bearer: 'default', host: 'id.example.com' });
    expect((await resolver.nextJson()).body).toEqual({ error: 'UNKNOWN_HOST' });
    expect(bench.radio.lookups(0)).toMatchObject([{ name: 'id.example.com', bearer: 'wifi', answered: false }]);
  });
});

describe('the PROXY header of a session route', () => {
  it.each([
    { bearer: 'cellular', address: '10.64.3.9' },
    { bearer: 'wifi', address: '192.0.2.10' },
  ])('carries the address of $bearer and is not part of the byte counts', async ({ bearer, address }) => {
    let seen = Buffer.alloc(0);
    bench.onAccept = (socket) =>
      socket.on('data', (chunk: Buffer) => {
        seen = Buffer.concat([seen, chunk]);
      });
    bench.route({ session: true });
    await bench.radio.leaseSim(0, '10.64.3.9');
    const { app } = await bench.connectApp({ bearer });
    app.send('GET');
    await expect.poll(() => seen.length).toBe(31);
    expect(seen.subarray(0, 16).toString('hex')).toBe('0d0a0d0a000d0a515549540a2111000c');
    expect([...seen.subarray(16, 20)].join('.')).toBe(address);
    expect([...seen.subarray(20, 24)].join('.')).toBe('127.0.0.1');
    expect(seen.readUInt16BE(26)).toBe(bench.port);
    expect(seen.subarray(28).toString()).toBe('GET');
    expect(bench.lastConnection()).toMatchObject({ bytesOut: 3, bearer });
  });
});

describe('loopback', () => {
  it('connects to listeners of adb reverse or of the app, whatever state the bearers have', async () => {
    bench.loopback.set(8080, new PassThrough());
    await bench.radio.setAirplane(true);
    const { app, answer } = await bench.connectApp({ host: 'localhost', port: 8080 });
    expect(answer).toMatchObject({
      type: FRAME.connected,
      body: { localAddress: '127.0.0.1', remoteAddress: '127.0.0.1', remotePort: 8080 },
    });
    app.send('ping');
    app.eof();
    expect((await app.readText()).text).toBe('ping');
    expect(bench.radio.counters().loopback).toEqual({ bytesOut: 4, bytesIn: 4, connections: 1 });
  });
});

describe('a datagram', () => {
  it('is logged and not carried', async () => {
    bench.route();
    const app = await bench.openApp();
    app.json(FRAME.connect, { bearer: 'default', host: '203.0.113.9', port: 53, datagram: true });
    expect(await app.nextJson()).toMatchObject({ type: FRAME.failed, body: { error: 'UNREACHABLE' } });
    expect(bench.lastConnection()).toMatchObject({
      bearer: 'wifi',
      host: '203.0.113.9',
      port: 53,
      transport: 'udp',
      bytesOut: 0,
      end: 'unreachable',
    });
  });
});

describe('a captive portal', () => {
  it('answers plain HTTP on Wi-Fi and refuses the rest, while mobile data is the default', async () => {
    bench.route();
    await bench.radio.setPortal(true);
    const { app, answer } = await bench.connectApp({ bearer: 'wifi' });
    expect(answer.type).toBe(FRAME.connected);
    app.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    const { text } = await app.readText();
    expect(text).toMatch(/^HTTP\/1\.1 302 Found\r\nLocation: http:\/\/portal\.invalid\//);
    const refused = await bench.openApp();
    refused.json(FRAME.connect, { bearer: 'wifi', host: '203.0.113.9', port: 443 });
    expect((await refused.nextJson()).type).toBe(FRAME.failed);
    expect((await bench.connectApp()).answer).toMatchObject({ body: { localAddress: '10.64.0.7' } });
  });
});

describe('a VPN', () => {
  it('takes what is bound to no network, under an address of its own; a bound connection stays on its bearer', async () => {
    bench.route({ session: true });
    await bench.radio.setVpn(true);
    const { answer } = await bench.connectApp();
    expect(answer).toMatchObject({ type: FRAME.connected, body: { localAddress: '10.111.0.2' } });
    expect(bench.lastConnection()).toMatchObject({ bearer: 'vpn', over: 'wifi', host: GATEWAY });
    expect(bench.radio.counters()).toMatchObject({
      vpn: { connections: 1 },
      wifi: { connections: 1 },
      cellular: { connections: 0 },
    });
    const bound = await bench.connectApp({ bearer: 'cellular' });
    expect(bound.answer).toMatchObject({ body: { localAddress: '10.64.0.7' } });
    expect(bench.lastConnection()).toMatchObject({ bearer: 'cellular' });
    expect(bench.lastConnection()).not.toHaveProperty('over');
  });

  it('resets all connections when it comes and goes', async () => {
    bench.route();
    const { app } = await bench.connectApp();
    await bench.radio.setVpn(true);
    expect(await app.nextJson()).toMatchObject({ type: FRAME.reset, body: { error: 'ABORTED' } });
    const inside = await bench.connectApp();
    await bench.radio.setVpn(false);
    expect(await inside.app.nextJson()).toMatchObject({ type: FRAME.reset, body: { error: 'ABORTED' } });
    expect((await bench.connectApp()).answer).toMatchObject({ body: { localAddress: '192.0.2.10' } });
  });

  it('is down while no bearer is up, and needs one to be asked for', async () => {
    bench.route();
    expect((await bench.connectApp({ bearer: 'vpn' })).answer).toMatchObject({
      type: FRAME.failed,
      body: { error: 'UNREACHABLE' },
    });
    await bench.radio.setVpn(true);
    expect((await bench.connectApp({ bearer: 'vpn' })).answer.type).toBe(FRAME.connected);
    await bench.radio.setAirplane(true);
    expect(bench.radio.state()).not.toHaveProperty('vpn');
    expect((await bench.connectApp({ bearer: 'vpn' })).answer).toMatchObject({
      type: FRAME.failed,
      body: { error: 'UNREACHABLE' },
    });
  });
});

describe('mobile data of IPv6 alone', () => {
  it('gives names IPv6 addresses and leads them to the same route, under the session of the card', async () => {
    bench.route({ session: true });
    await bench.radio.setMobileProtocol('ipv6');
    const resolver = await bench.openApp();
    resolver.json(FRAME.resolve, { bearer: 'cellular', host: GATEWAY });
    const resolved = await resolver.nextJson();
    expect(resolved).toMatchObject({ body: { addresses: [expect.stringMatching(/^64:ff9b::c612:/)] } });
    const [address = ''] = (resolved.body as { addresses: readonly string[] }).addresses;
    const { answer } = await bench.connectApp({ bearer: 'cellular', host: address });
    expect(answer).toMatchObject({ type: FRAME.connected, body: { localAddress: '2001:db8:64::7', remoteAddress: address } });
    expect(bench.lastConnection()).toMatchObject({ bearer: 'cellular', host: GATEWAY });
    // The address of another network leads nowhere here.
    const onWifi = await bench.connectApp({ bearer: 'wifi', host: address });
    expect(onWifi.answer).toMatchObject({ type: FRAME.failed, body: { error: 'UNREACHABLE' } });
  });

  it('leads an IPv4 address by translation on the device', async () => {
    bench.route();
    await bench.radio.setMobileProtocol('ipv6');
    const resolver = await bench.openApp();
    resolver.json(FRAME.resolve, { bearer: 'wifi', host: GATEWAY });
    const { body } = await resolver.nextJson();
    const [address = ''] = (body as { addresses: readonly string[] }).addresses;
    const { answer } = await bench.connectApp({ bearer: 'cellular', host: address });
    expect(answer).toMatchObject({ type: FRAME.connected, body: { localAddress: '192.0.0.4', remoteAddress: address } });
  });
});

describe('an app without mobile data', () => {
  it('finds names and connects nothing on mobile data, and goes over Wi-Fi as before', async () => {
    bench.route();
    await bench.radio.setDenied('app.example', true);
    const blocked = await bench.connectApp({ bearer: 'cellular' });
    expect(blocked.answer).toMatchObject({ type: FRAME.failed, body: { error: 'BLOCKED' } });
    expect(bench.lastConnection()).toMatchObject({ bearer: 'cellular', host: GATEWAY, end: 'refused' });
    const resolver = await bench.openApp();
    resolver.json(FRAME.resolve, { bearer: 'cellular', host: GATEWAY });
    expect(await resolver.nextJson()).toMatchObject({ type: FRAME.resolved, body: { addresses: [expect.any(String)] } });
    expect((await bench.connectApp()).answer.type).toBe(FRAME.connected);
    await bench.radio.setDenied('app.example', false);
    expect((await bench.connectApp({ bearer: 'cellular' })).answer.type).toBe(FRAME.connected);
    expect(bench.radio.state().mobile).not.toHaveProperty('deniedPackages');
  });
});
