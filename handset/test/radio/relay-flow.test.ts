import { describe, expect, it } from 'vitest';
import { encodeFrame, FRAME } from '../../src/radio/frames.ts';
import { GATEWAY, RelayBench } from '../support/relay-bench.ts';

const bench = new RelayBench();

describe('a link', () => {
  it('delays each new connection by the configured time', async () => {
    bench.route();
    await bench.radio.setLink('wifi', { delayMs: 150 });
    const startedAt = performance.now();
    await bench.connectApp();
    const elapsed = performance.now() - startedAt;
    expect(elapsed).toBeGreaterThanOrEqual(148);
    expect(elapsed).toBeLessThan(600);
  });

  it('fails with TIMEOUT when the delay exceeds the limit', async () => {
    bench.route();
    await bench.radio.setLink('wifi', { delayMs: 10_000 });
    const startedAt = performance.now();
    const { answer } = await bench.connectApp({ timeoutMs: 100 });
    const elapsed = performance.now() - startedAt;
    expect(answer.body['error']).toBe('TIMEOUT');
    expect(elapsed).toBeGreaterThanOrEqual(98);
    expect(elapsed).toBeLessThan(600);
    expect(bench.lastConnection()).toMatchObject({ end: 'timeout' });
  });

  it('records a time-out when the app closes its socket while connecting', async () => {
    bench.route();
    await bench.radio.setLink('wifi', { delayMs: 10_000 });
    const app = await bench.openApp();
    app.json(FRAME.connect, { bearer: 'wifi', host: GATEWAY, port: 80, timeoutMs: 0 });
    await expect.poll(() => bench.lastConnection()?.end).toBe('open');
    app.socket.destroy();
    await expect.poll(() => bench.lastConnection()?.end).toBe('timeout');
    expect(bench.accepted).toHaveLength(0);
  });

  it('that drops traffic accepts connections, counts their bytes and never answers', async () => {
    bench.route();
    await bench.radio.setLink('wifi', { drop: true });
    const { app, answer } = await bench.connectApp();
    expect(answer.type).toBe(FRAME.connected);
    app.send('anybody?');
    await expect.poll(() => bench.lastConnection()?.bytesOut).toBe(8);
    expect(bench.lastConnection()).toMatchObject({ end: 'open', bytesIn: 0 });
    expect(bench.radio.sentBytes(bench.lastConnection()?.seq ?? 0).toString()).toBe('anybody?');
    expect(bench.accepted).toHaveLength(0);
  });
});

describe('back-pressure', () => {
  it('stops reading upstream while the app does not read', async () => {
    let written = 0;
    bench.onAccept = (socket) => {
      const chunk = Buffer.alloc(64 * 1024, 'x');
      const more = (): void => {
        while (written < 200_000_000 && socket.write(chunk)) {
          written += chunk.length;
        }
      };
      socket.on('drain', more);
      more();
    };
    bench.route();
    const { app } = await bench.connectApp();
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
    bench.onAccept = (socket) => socket.pause();
    bench.route();
    const { app } = await bench.connectApp();
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
