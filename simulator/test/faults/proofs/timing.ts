import { expect } from 'vitest';
import type { FaultEffect } from '../../../src/model/faults.ts';
import { type Ask, type Bench, both, type FaultProof, lastEntry, prefetchOf } from './fault-proof.ts';

function proof(title: string, effect: FaultEffect, prove: (ask: Ask, bench: Bench) => Promise<void>): FaultProof {
  return {
    title,
    rule: { plane: 'bearer', operation: 'prefetch', effect },
    ...both(prove),
  };
}

export const TIMING_PROOFS: readonly FaultProof[] = [
  proof('a delay runs in real time where the clock does', { kind: 'delay', ms: 300 }, async (ask, bench) => {
    const started = performance.now();
    expect((await ask('bearer', prefetchOf(bench))).json['resultCode']).toBe('103000');
    const ms = performance.now() - started;
    expect(ms).toBeGreaterThanOrEqual(299);
    expect(ms).toBeLessThan(700);
  }),
  proof('a delay on a frozen clock ends to the millisecond', { kind: 'delay', ms: 60_000 }, async (ask, bench) => {
    expect(await waitsOnClock(ask, bench, { count: 1, stepMs: 1, from: 59_998 })).toEqual([60_000]);
  }),
  proof('uniform delays keep between their bounds', { kind: 'delayUniform', minMs: 500, maxMs: 1500 }, async (ask, bench) => {
    const waits = await waitsOnClock(ask, bench, { count: 20, stepMs: 100, from: 0 });
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(500);
    expect(Math.max(...waits)).toBeLessThanOrEqual(1500);
    // 20 draws that leave a quarter of the span empty at either end: 3 in 1000.
    expect(Math.min(...waits)).toBeLessThan(750 + 100);
    expect(Math.max(...waits)).toBeGreaterThan(1250 - 100);
  }),
  proof('lognormal delays lie about their median', { kind: 'delayLognormal', medianMs: 1000, sigma: 0.5 }, async (ask, bench) => {
    const waits = [...(await waitsOnClock(ask, bench, { count: 21, stepMs: 50, from: 0 }))].sort((a, b) => a - b);
    const median = waits[10] ?? 0;
    expect(median).toBeGreaterThan(600);
    expect(median).toBeLessThan(1700);
    // Spread, and to both sides of it.
    expect(waits[0]).toBeLessThan(1000);
    expect(waits.at(-1)).toBeGreaterThan(1000);
  }),
  proof('a held answer goes by no clock, and is let go', { kind: 'hold' }, async (ask, bench) => {
    const { scope } = bench;
    const after = await lastEntry(scope);
    const asked = ask('bearer', prefetchOf(bench));
    const entry = await scope.waitForRequest({ operation: 'prefetch', after }, 1000);
    expect([entry.fault?.effect, entry.answer]).toEqual(['hold', null]);
    expect(await scope.advance(86_400_000)).toMatchObject({ releasedAnswers: 0 });
    expect(await scope.release()).toBe(1);
    expect((await asked).json['resultCode']).toBe('103000');
  }),
];

interface Steps {
  readonly count: number;
  readonly stepMs: number;
  /** Moved at once before the first step: nothing may come till then. */
  readonly from: number;
}

const LONGEST_MS = 100_000;

/** How long each of several answers was held, in steps of a frozen clock. As many came as were released. */
async function waitsOnClock(ask: Ask, bench: Bench, { count, stepMs, from }: Steps): Promise<readonly number[]> {
  const { scope } = bench;
  await scope.setClock({ rate: 0 });
  const asked = Array.from({ length: count }, () => ask('bearer', prefetchOf(bench)));
  await expect.poll(async () => (await scope.journal({ operation: 'prefetch' })).length, { timeout: 5000 }).toBe(count);
  expect(await scope.advance(from)).toMatchObject({ releasedAnswers: 0 });
  const waits: number[] = [];
  for (let waited = from + stepMs; waits.length < count && waited <= LONGEST_MS; waited += stepMs) {
    const { releasedAnswers } = await scope.advance(stepMs);
    waits.push(...Array.from({ length: releasedAnswers }, () => waited));
  }
  const replies = await Promise.all(asked);
  expect(replies.map(({ json }) => json['resultCode'])).toEqual(asked.map(() => '103000'));
  return waits;
}
