import { describe, expect, test } from 'vitest';
import { ScopeClock } from './clock.ts';

function frozenAt(now: number): ScopeClock {
  const clock = new ScopeClock();
  clock.set({ now, rate: 0 });
  return clock;
}

describe('advance', () => {
  test('alarms run earliest first, each at its own time', () => {
    const clock = frozenAt(1000);
    const ran: [string, number][] = [];
    for (const [name, ms] of [
      ['late', 300],
      ['early', 100],
      ['second', 200],
      ['beyond', 501],
    ] as const) {
      clock.after(ms, () => ran.push([name, clock.now()]));
    }
    clock.advance(500);
    expect(ran).toEqual([
      ['early', 1100],
      ['second', 1200],
      ['late', 1300],
    ]);
    expect(clock.state).toEqual({ now: 1500, rate: 0 });
  });

  test('an alarm that arms itself anew runs as often as it is due', () => {
    const clock = frozenAt(0);
    const seen: number[] = [];
    const again = (): void => {
      seen.push(clock.now());
      clock.after(1000, again);
    };
    clock.after(1000, again);
    clock.advance(4500);
    expect(seen).toEqual([1000, 2000, 3000, 4000]);
    clock.advance(499);
    expect(seen).toHaveLength(4);
    clock.advance(1);
    expect(seen.at(-1)).toBe(5000);
    clock.close();
  });

  test('what is armed on the way runs in its turn, and what is cancelled on the way does not', () => {
    const clock = frozenAt(0);
    const ran: string[] = [];
    const dropped = clock.after(250, () => ran.push('dropped'));
    clock.after(100, () => {
      ran.push('first');
      dropped.cancel();
      clock.after(50, () => ran.push('between'));
    });
    clock.after(200, () => ran.push('last'));
    clock.advance(1000);
    expect(ran).toEqual(['first', 'between', 'last']);
  });

  test('an alarm that is armed for at once without end does not hang the clock', () => {
    const clock = frozenAt(0);
    let runs = 0;
    const again = (): void => {
      runs += 1;
      clock.after(0, again);
    };
    clock.after(1, again);
    clock.advance(10);
    expect(runs).toBeGreaterThan(1000);
    expect(runs).toBeLessThan(1_000_000);
    expect(clock.now()).toBe(10);
    clock.close();
  });

  test('a clock set back runs nothing, and runs it when it comes there again', () => {
    const clock = frozenAt(1000);
    let runs = 0;
    clock.after(100, () => {
      runs += 1;
    });
    clock.set({ now: 500, rate: 0 });
    clock.advance(599);
    expect(runs).toBe(0);
    clock.advance(1);
    expect(runs).toBe(1);
  });

  test('an alarm that throws leaves the clock where it was sent', () => {
    const clock = frozenAt(0);
    clock.after(10, () => {
      throw new Error('alarm');
    });
    expect(() => clock.advance(50)).toThrow('alarm');
    expect(clock.now()).toBe(50);
  });
});

describe('time that passes by itself', () => {
  test('what runs every so often on a scaled clock does not drift', async () => {
    const clock = new ScopeClock();
    clock.set({ now: 0, rate: 1000 });
    const seen: number[] = [];
    await new Promise<void>((resolve) => {
      const again = (): void => {
        seen.push(clock.now());
        if (seen.length === 40) {
          resolve();
        } else {
          clock.after(1000, again);
        }
      };
      clock.after(1000, again);
    });
    const [first = 0] = seen;
    expect(first).toBeGreaterThanOrEqual(1000);
    expect(seen).toEqual(seen.map((_, index) => first + index * 1000));
    expect(clock.now()).toBeGreaterThanOrEqual(40_000);
    clock.close();
  });

  test('on a frozen clock, what is due at once runs by itself, what is due later does not', async () => {
    const clock = frozenAt(0);
    const ran: string[] = [];
    clock.after(1, () => ran.push('later'));
    await new Promise<void>((resolve) => clock.after(0, resolve));
    expect(ran).toEqual([]);
    clock.close();
  });
});
