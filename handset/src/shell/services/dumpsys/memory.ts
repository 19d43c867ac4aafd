import type { RunningApp } from '../../../device.ts';
import { processFacts } from '../../../files/process-facts.ts';
import type { System } from '../../system.ts';

/** `dumpsys meminfo [PACKAGE|PID]`: the memory of an app's JVM. All of it counts as the Dalvik heap's process, since the handset has no other parts. */
export async function dumpMemory({ device }: System, words: readonly string[]): Promise<string> {
  const names = words.filter((word) => !word.startsWith('-'));
  const [name] = names;
  const apps = device.apps.running().filter((app) => name === undefined || app.process === name || String(app.pid) === name);
  const head = `Applications Memory Usage (in Kilobytes):\nUptime: ${uptimeOf(device.bootNanos)} Realtime: ${uptimeOf(device.bootNanos)}\n`;
  if (name !== undefined) {
    const [app] = apps;
    return app === undefined ? `No process found for: ${name}\n` : `${head}${await detailsOf(app)}`;
  }
  const lines = apps.map((app) => `${kilobytes(processFacts(app.pid).residentKib)}: ${app.process} (pid ${app.pid})\n`);
  return `${head}\nTotal RSS by process:\n${lines.join('')}\nTotal PSS by process:\n${lines.join('')}`;
}

function uptimeOf(bootNanos: bigint): number {
  return Number((process.hrtime.bigint() - bootNanos) / 1_000_000n);
}

function kilobytes(value: number): string {
  return `${value.toLocaleString('en-US')}K`.padStart(12);
}

async function detailsOf(app: RunningApp): Promise<string> {
  const { residentKib } = processFacts(app.pid);
  const answer = await app.call('memory');
  const heap = Math.round(Number(answer['heapBytes'] ?? 0) / 1024);
  const row = (title: string, cells: readonly number[]) =>
    `${title.padStart(13)}${cells.map((cell) => String(cell).padStart(9)).join('')}\n`;
  return [
    `\n** MEMINFO in pid ${app.pid} [${app.process}] **\n`,
    '                   Pss  Private  Private     Swap      Rss     Heap     Heap     Heap\n',
    '                 Total    Dirty    Clean    Dirty    Total     Size    Alloc     Free\n',
    '                ------   ------   ------   ------   ------   ------   ------   ------\n',
    row('Dalvik Heap', [heap, heap, 0, 0, heap, heap, heap, 0]),
    row('Unknown', [residentKib - heap, residentKib - heap, 0, 0, residentKib - heap]),
    row('TOTAL', [residentKib, residentKib, 0, 0, residentKib, heap, heap, 0]),
    `\n App Summary\n                       Pss(KB)                        Rss(KB)\n                        ------                         ------\n`,
    `           Java Heap: ${String(heap).padStart(8)}                       ${String(heap).padStart(8)}\n`,
    `           TOTAL PSS: ${String(residentKib).padStart(8)}            TOTAL RSS: ${String(residentKib).padStart(8)}       TOTAL SWAP (KB):        0\n`,
  ].join('');
}

/** `dumpsys cpuinfo`: the time that each app has used since it started, in parts of the time since boot. */
export function dumpProcessors({ device }: System): string {
  const sinceBoot = Math.max(1, uptimeOf(device.bootNanos));
  const part = (ticks: number) => `${((ticks * 1000) / sinceBoot).toFixed(1)}%`;
  const lines = device.apps.running().map((app) => {
    const { userTicks, systemTicks } = processFacts(app.pid);
    return `  ${part(userTicks + systemTicks)} ${app.pid}/${app.process}: ${part(userTicks)} user + ${part(systemTicks)} kernel\n`;
  });
  return `Load: 0.0 / 0.0 / 0.0\nCPU usage from ${sinceBoot}ms to 0ms ago:\n${lines.join('')}0% TOTAL: 0% user + 0% kernel\n`;
}
