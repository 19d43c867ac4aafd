import { describe, expect, test } from 'vitest';
import { called, connection, request, row } from '../../test/observed.ts';
import { type Timeline, timelineOf } from './timeline.ts';

/** A call at 1000 ms of the device's clock and its callback at 1010. */
const AT = 1_000_000_000;
const HOST_AHEAD = 500_000_000;

function drawn(...[check, seen]: Parameters<typeof timelineOf>): Timeline {
  const timeline = timelineOf(check, seen);
  if (timeline === null) {
    throw new Error('there is no time line');
  }
  return timeline;
}

describe('a time line', () => {
  test('has requests and steps on the device’s clock', () => {
    const seen = called(
      { resultCode: '103000' },
      {
        requests: [request({ monotonicNanos: String(AT + 5_000_000 + HOST_AHEAD) })],
        times: {
          offsetNanos: String(-HOST_AHEAD),
          steps: [
            { step: 0, startedNanos: String(AT + 6_000_000 + HOST_AHEAD), endedNanos: String(AT + 8_000_000 + HOST_AHEAD) },
          ],
        },
      },
    );
    const { moments } = drawn(row({ act: [{ do: 'radio', set: { data: 'off' } }] }), seen);
    expect(moments.map(({ track, kind, fromMs, toMs }) => [track, kind, fromMs, toMs])).toEqual([
      ['device', 'call', 0, 10],
      ['gateway', 'request', 5, 5],
      ['radio', 'step', 6, 8],
      ['device', 'event', 10, 10],
    ]);
  });

  test('of older evidence has no gateway, and says so', () => {
    const seen = called(
      { resultCode: '103000' },
      { requests: [request({})], connections: [connection({ openedNanos: String(AT) })] },
    );
    const { moments, hasGateway } = drawn(row({}), seen);
    expect([hasGateway, moments.filter(({ track }) => track === 'gateway')]).toEqual([false, []]);
  });

  test('marks the time limit of a call where the line comes near it', () => {
    const near = drawn(row({}), called({ resultCode: '200023' }, {}, 8_005));
    expect(near.limits).toEqual([{ fromMs: 8_000, toMs: 8_000, text: 'time limit of “first”: 8000 ms' }]);
    expect(drawn(row({}), called({ resultCode: '103000' })).limits).toEqual([]);
  });

  test('shows a call without a callback, and a connection that is still open', () => {
    const seen = called({}, { events: [], connections: [connection({ openedNanos: String(AT), closedNanos: null })] });
    const { moments } = drawn(row({}), seen);
    expect(moments.map(({ fromMs, toMs }) => toMs - fromMs)).toEqual([0, 0]);
    expect(moments.at(-1)?.text).toContain('100 B out, 50 B in, still open');
  });

  test('is none where nothing was timed', () => {
    expect(timelineOf(row({}), { ...called({}), calls: {}, events: [], connections: null })).toBeNull();
  });
});
