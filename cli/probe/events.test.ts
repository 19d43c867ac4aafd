import { afterEach, expect, test, vi } from 'vitest';
import { type HandBench, ProbeError } from '../../conformance/src/by-hand.ts';
import { printEvents } from './events.ts';

afterEach(() => vi.restoreAllMocks());

type Call = HandBench['call'];

function benchThat(call: Call): Pick<HandBench, 'call' | 'events'> {
  return { call, events: () => Promise.resolve([]) };
}

function printed(): readonly unknown[] {
  return vi.mocked(console.log).mock.calls.map(([line]) => JSON.parse(String(line)) as unknown);
}

test('a method that throws is told as an event, and the ones after it are called', async () => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const asked: string[] = [];
  const call: Call = ({ api }) => {
    asked.push(api);
    return Promise.reject(
      api === 'delScrip'
        ? new ProbeError('UNSUPPORTED', 'call: no delScrip')
        : new ProbeError('SDK_THREW', 'call: java.lang.IllegalStateException: boom'),
    );
  };
  await printEvents(benchThat(call), { apis: ['getPhoneInfo', 'delScrip'], forMs: 0, signal: AbortSignal.abort() });
  expect(asked).toEqual(['getPhoneInfo', 'delScrip']);
  expect(printed()).toEqual([
    { type: 'threw', api: 'getPhoneInfo', requestCode: 1, message: 'call: java.lang.IllegalStateException: boom' },
    { type: 'unsupported', api: 'delScrip', requestCode: 2, message: 'call: no delScrip' },
  ]);
});

test('a conversation that has ended ends the command', async () => {
  const call: Call = () => Promise.reject(new ProbeError('GONE', 'the app has ended'));
  const run = printEvents(benchThat(call), { apis: ['getPhoneInfo'], forMs: 0, signal: AbortSignal.abort() });
  await expect(run).rejects.toMatchObject({ code: 'GONE' });
});
