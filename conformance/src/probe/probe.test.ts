import { afterEach, describe, expect, test } from 'vitest';
import { type FakeProbe, startFakeProbe } from '../../test/fake-probe.ts';
import { Probe } from './probe.ts';

let fake: FakeProbe | null = null;
let probe: Probe | null = null;

afterEach(async () => {
  probe?.disconnect();
  await fake?.[Symbol.asyncDispose]();
  probe = null;
  fake = null;
});

async function connected(...answer: Parameters<typeof startFakeProbe>): Promise<Probe> {
  fake = await startFakeProbe(...answer);
  probe = await Probe.connect(fake);
  return probe;
}

const EVENT = {
  seq: 7,
  type: 'result',
  callId: 'c1',
  atNanos: '5',
  thread: 'main',
  payload: { requestCode: 1, json: { resultCode: '103000' } },
};

describe('the probe client', () => {
  test('sends calls in the form of the protocol and reads the device time', async () => {
    const client = await connected(() => ({ result: { callId: 'c1', startedNanos: '8123000000' } }));
    const answer = await client.call({ api: 'getPhoneInfo', callId: 'c1', appId: 'a', appKey: null, requestCode: 7 });
    expect(answer.startedNanos).toBe('8123000000');
    expect(fake?.requests.at(-1)).toEqual({
      method: 'call',
      params: { api: 'getPhoneInfo', callId: 'c1', appId: 'a', appKey: null, requestCode: 7 },
    });
  });

  test('waits for events without delaying other requests', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const client = await connected(async (method) => {
      if (method !== 'events') {
        return { result: { elapsedRealtimeNanos: '99', currentTimeMillis: 1 } };
      }
      await held;
      return { result: { events: [EVENT], last: 7 } };
    });
    const events = client.events(0, 5_000);
    expect((await client.readClock()).roundTripMs).toBeLessThan(1_000);
    release();
    expect(await events).toEqual([EVENT]);
  });

  test('reads the clock from the shortest of its round trips', async () => {
    const client = await connected(() => ({
      result: { elapsedRealtimeNanos: String(process.hrtime.bigint() - 1_000_000_000n), currentTimeMillis: 1 },
    }));
    const { offsetNanos, roundTripMs } = await client.readClock();
    expect(Math.abs(Number(offsetNanos) + 1e9)).toBeLessThan(roundTripMs * 1e6 + 1e6);
  });

  test.each(['UNSUPPORTED', 'SDK_THREW', 'BAD_REQUEST', 'UNKNOWN_METHOD', 'PROBE_FAULT'])('%s keeps its type', async (type) => {
    const client = await connected(() => ({ error: { type, message: 'java.lang.X: y' } }));
    await expect(client.reset()).rejects.toMatchObject({ name: 'ProbeError', code: type, message: 'reset: java.lang.X: y' });
  });

  test('an answer in another form is refused, and the field is named', async () => {
    const client = await connected(() => ({ result: { callId: 'c1', startedNanos: 5 } }));
    await expect(client.call({ api: 'delScrip', callId: 'c1' })).rejects.toMatchObject({
      code: 'BAD_ANSWER',
      message: expect.stringContaining('startedNanos') as string,
    });
  });

  test('a line that is not JSON ends the conversation', async () => {
    const client = await connected(() => ({ raw: 'FATAL EXCEPTION\n' }));
    await expect(client.reset()).rejects.toMatchObject({
      code: 'GONE',
      message: expect.stringContaining('FATAL EXCEPTION') as string,
    });
  });

  test('a connection that breaks ends every pending request', async () => {
    const client = await connected((method) => (method === 'reset' ? null : { result: {} }));
    const pending = client.reset();
    const events = client.events(0, 60_000);
    const ends = Promise.allSettled([pending, events]);
    fake?.dropAll();
    for (const end of await ends) {
      expect(end).toMatchObject({ status: 'rejected', reason: { code: 'GONE' } });
    }
  });

  test('a wrong token is reported as such', async () => {
    fake = await startFakeProbe(() => ({ result: {} }));
    await expect(Probe.connect({ token: 'wrong', open: () => (fake as FakeProbe).open() })).rejects.toMatchObject({
      code: 'BAD_TOKEN',
    });
  });
});
