import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Spread, spread } from './spread.ts';

/** From the start of the process to the first listener's port, as `quhao serve` starts it. */
export async function measureReady(options: { readonly core: number; readonly rounds: number }): Promise<Spread> {
  const folder = await mkdtemp(join(tmpdir(), 'quhao-bench-'));
  const file = fileURLToPath(new URL('./start-once.js', import.meta.url));
  const times = [];
  try {
    for (let round = 0; round <= options.rounds; round++) {
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
  return spread(times.slice(1));
}
