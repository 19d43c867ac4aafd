import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Spread, spread } from './spread.ts';

export interface Ready {
  /** Milliseconds from the start of the process to the first listener's port, as `quhao serve` starts it. */
  readonly ms: Spread;
  /** Milliseconds that `node -e 0` takes, in the same rounds. */
  readonly bareMs: Spread;
  /** Of `node -e 0`. */
  readonly ratio: Spread;
}

export async function measureReady(options: { readonly core: number; readonly rounds: number }): Promise<Ready> {
  const folder = await mkdtemp(join(tmpdir(), 'quhao-bench-'));
  const file = fileURLToPath(new URL('./start-once.js', import.meta.url));
  const times: number[] = [];
  const bareTimes: number[] = [];
  try {
    for (let round = 0; round <= options.rounds; round++) {
      bareTimes.push(await measureBare(options.core));
      const started = performance.now();
      const child = spawn('taskset', ['-c', String(options.core), process.execPath, file, folder], {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      await once(child, 'message');
      times.push(performance.now() - started);
      child.disconnect();
      await once(child, 'exit');
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  // The first start makes the keys.
  const [warm, bare] = [times.slice(1), bareTimes.slice(1)];
  return { ms: spread(warm), bareMs: spread(bare), ratio: spread(warm.map((ms, round) => ms / (bare[round] ?? ms))) };
}

async function measureBare(core: number): Promise<number> {
  const started = performance.now();
  await once(spawn('taskset', ['-c', String(core), process.execPath, '-e', '0'], { stdio: 'ignore' }), 'exit');
  return performance.now() - started;
}
