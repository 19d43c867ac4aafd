import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppCallError, HandsetError } from '../../src/errors.ts';
import { ControlChannel } from '../../src/runtime/control-channel.ts';

let folder: string;
let path: string;
let channel: ControlChannel;
let events: string[];
let jvm: Socket;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qh-c-'));
  path = join(folder, 'control.sock');
  events = [];
  channel = await ControlChannel.listen(path, {
    onEvent: (event, data) => events.push(`${event} ${JSON.stringify(data)}`),
    onClose: () => events.push('closed'),
  });
  jvm = connect({ path });
  await once(jvm, 'connect');
  // The channel has accepted the connection when it has reported an event.
  jvm.write('{"event":"booted","data":{"ms":1}}\n');
  await expect.poll(() => events).toEqual(['booted {"ms":1}']);
});

afterEach(async () => {
  channel.close();
  jvm.destroy();
  await rm(folder, { recursive: true });
});

async function nextRequest(): Promise<Record<string, unknown>> {
  const [chunk] = await once(jvm, 'data');
  return JSON.parse(String(chunk)) as Record<string, unknown>;
}

describe('the control channel', () => {
  it('assigns answers to their requests in any order', async () => {
    const first = channel.call('tap', { x: 1 });
    expect(await nextRequest()).toEqual({ id: 1, method: 'tap', params: { x: 1 } });
    const second = channel.call('memory');
    expect(await nextRequest()).toEqual({ id: 2, method: 'memory', params: {} });
    jvm.write('{"id":2,"result":{"heapBytes":7}}\n{"id":1,"resu');
    jvm.write('lt":{}}\n');
    expect(await Promise.all([first, second])).toEqual([{}, { heapBytes: 7 }]);
  });

  it('reads a line that arrives in pieces, even when a letter is split', async () => {
    const answer = channel.call('launch');
    await nextRequest();
    const line = Buffer.from('{"id":1,"result":{"label":"样例"}}\n');
    const cut = line.indexOf('样') + 1;
    jvm.write(line.subarray(0, cut));
    await new Promise((resolve) => setImmediate(resolve));
    jvm.write(line.subarray(cut));
    expect(await answer).toEqual({ label: '样例' });
  });

  it('rejects with the exception of the app', async () => {
    const answer = channel.call('launch');
    await nextRequest();
    jvm.write('{"id":1,"error":{"type":"java.lang.IllegalStateException","message":"no"}}\n');
    const error = await answer.catch((error: unknown) => error);
    expect(error).toBeInstanceOf(AppCallError);
    expect(error).toMatchObject({ type: 'java.lang.IllegalStateException', message: 'no' });
  });

  it('rejects open and later requests when the process ends', async () => {
    const answer = channel.call('launch').catch((error: unknown) => error);
    await nextRequest();
    jvm.destroy();
    expect(await answer).toMatchObject({ code: 'APP_GONE' });
    await expect(channel.call('memory')).rejects.toThrow(HandsetError);
    expect(events.at(-1)).toBe('closed');
  });
});
