import { once } from 'node:events';
import type { Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { encodeFrame, FRAME } from '../../src/radio/frames.ts';
import { GATEWAY, RelayBench } from '../support/relay-bench.ts';

const bench = new RelayBench();

describe('a bearer that goes down', () => {
  it.each([
    { lost: 'cellular', other: 'wifi', turnOff: () => bench.radio.setMobileData(false) },
    { lost: 'wifi', other: 'cellular', turnOff: () => bench.radio.setWifi(false) },
  ])('aborts connections of $lost and leaves those of $other', async ({ lost, other, turnOff }) => {
    bench.route();
    const lostConnection = await bench.connectApp({ bearer: lost });
    const otherConnection = await bench.connectApp({ bearer: other });
    await turnOff();
    expect(await lostConnection.app.nextJson()).toEqual({ type: FRAME.reset, body: { error: 'ABORTED' } });
    expect(await lostConnection.app.next()).toBeNull();
    expect(bench.radio.connections(0)[0]).toMatchObject({ bearer: lost, end: 'aborted' });
    otherConnection.app.send('still here');
    otherConnection.app.eof();
    expect((await otherConnection.app.readText()).text).toBe('still here');
  });

  it('ends a connection that is being opened', async () => {
    bench.route();
    await bench.radio.setLink('cellular', { delayMs: 60_000 });
    const app = await bench.openApp();
    app.json(FRAME.connect, { bearer: 'cellular', host: GATEWAY, port: 80, timeoutMs: 0 });
    await expect.poll(() => bench.radio.connections(0).length).toBe(1);
    await bench.radio.setRegistration('denied');
    expect((await app.nextJson()).body['error']).toBe('UNREACHABLE');
    expect(bench.lastConnection()).toMatchObject({ end: 'aborted' });
  });

  it('treats another lease as another session', async () => {
    bench.route();
    const { app } = await bench.connectApp({ bearer: 'cellular' });
    await bench.radio.leaseSim(0, '10.64.9.9');
    expect((await app.nextJson()).body).toEqual({ error: 'ABORTED' });
  });
});

describe('resets', () => {
  it('passes an RST from upstream to the app', async () => {
    bench.onAccept = (socket) => socket.on('data', () => socket.resetAndDestroy());
    bench.route();
    const { app } = await bench.connectApp();
    app.send('x');
    expect(await app.nextJson()).toEqual({ type: FRAME.reset, body: { error: 'RESET' } });
    expect(bench.lastConnection()).toMatchObject({ end: 'reset' });
  });

  it('resets upstream when the app requests it', async () => {
    bench.route();
    const { app } = await bench.connectApp();
    const upstream = bench.accepted[0] as Socket;
    const error = once(upstream, 'error').catch((error: unknown) => [error]);
    app.json(FRAME.reset, { error: 'RESET' });
    expect(((await error)[0] as NodeJS.ErrnoException).code).toBe('ECONNRESET');
  });

  it('a close by the app is an orderly end, and its last bytes are delivered', async () => {
    const seen = new PassThrough();
    bench.onAccept = (socket) => socket.pipe(seen);
    bench.route();
    const { app } = await bench.connectApp();
    const big = Buffer.alloc(3_000_000, 'q');
    app.socket.write(encodeFrame(FRAME.data, big));
    app.socket.end();
    let bytes = 0;
    for await (const chunk of seen) {
      bytes += (chunk as Buffer).length;
    }
    expect(bytes).toBe(big.length);
    expect(bench.lastConnection()).toMatchObject({ end: 'eof', bytesOut: big.length });
  });
});
