import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { readShell } from './shell-v2.ts';

function packet(id: number, data: string | Buffer): Buffer {
  const body = Buffer.from(data);
  const head = Buffer.alloc(5);
  head[0] = id;
  head.writeUInt32LE(body.length, 1);
  return Buffer.concat([head, body]);
}

async function read(chunks: readonly Buffer[]): Promise<{ code: number | null; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await readShell(Readable.from(chunks), {
    onStdout: (chunk) => {
      out += chunk.toString();
    },
    onStderr: (chunk) => {
      err += chunk.toString();
    },
  });
  return { code, out, err };
}

describe('shell v2', () => {
  const whole = Buffer.concat([packet(1, 'hello '), packet(2, 'oops'), packet(1, 'world'), packet(3, Buffer.from([3]))]);

  test('separates output from errors and returns the exit code', async () => {
    expect(await read([whole])).toEqual({ code: 3, out: 'hello world', err: 'oops' });
  });

  test('reads the same wherever chunks break', async () => {
    expect(await read([...whole].map((byte) => Buffer.from([byte])))).toEqual({ code: 3, out: 'hello world', err: 'oops' });
  });

  test('returns no exit code where the stream ends before it', async () => {
    expect((await read([whole.subarray(0, whole.length - 1)])).code).toBe(null);
  });
});
