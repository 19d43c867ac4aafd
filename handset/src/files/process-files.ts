import type { Device, RunningApp } from '../device.ts';
import { processFacts } from './process-facts.ts';
import type { VirtualFile } from './virtual-files.ts';

/** Files of `/proc/PID` of running apps. Sizes, threads and times are those of their JVM. */
export function processFiles({ apps }: Device): readonly VirtualFile[] {
  return apps.running().flatMap((app) => {
    const folder = `/proc/${app.pid}`;
    return [
      { path: `${folder}/cmdline`, content: () => `${app.process}\0` },
      { path: `${folder}/comm`, content: () => `${shortName(app)}\n` },
      { path: `${folder}/oom_score_adj`, content: () => (apps.foreground() === app ? '0\n' : '700\n') },
      { path: `${folder}/stat`, content: () => statOf(app, app.pid) },
      { path: `${folder}/statm`, content: () => statmOf(app) },
      { path: `${folder}/status`, content: () => statusOf(app) },
      { path: `${folder}/task/${app.pid}/stat`, content: () => statOf(app, app.pid) },
      { path: `${folder}/task/${app.pid}/comm`, content: () => `${shortName(app)}\n` },
    ];
  });
}

/** The kernel keeps the last 15 letters of a process's name, as zygote sets it. */
function shortName(app: RunningApp): string {
  return app.process.slice(-15);
}

/** The fields of proc(5) up to rss; those that the handset has no data for are 0. */
function statOf(app: RunningApp, id: number): string {
  const { userTicks, systemTicks, threads, virtualKib, residentKib } = processFacts(app.pid);
  const zeros = (count: number) => Array<number>(count).fill(0);
  const fields = [id, `(${shortName(app)})`, 'S', 1, 1, ...zeros(8), userTicks, systemTicks, 0, 0, 20, 0, threads.length, 0, 0];
  return `${[...fields, virtualKib * 1024, Math.floor(residentKib / 4), ...zeros(28)].join(' ')}\n`;
}

function statmOf(app: RunningApp): string {
  const { virtualKib, residentKib } = processFacts(app.pid);
  return `${Math.floor(virtualKib / 4)} ${Math.floor(residentKib / 4)} 0 0 0 0 0\n`;
}

function statusOf(app: RunningApp): string {
  const { virtualKib, residentKib, threads } = processFacts(app.pid);
  const ids = Array<number>(4).fill(app.uid).join('\t');
  return [
    `Name:\t${shortName(app)}\nState:\tS (sleeping)\nTgid:\t${app.pid}\nPid:\t${app.pid}\nPPid:\t1\nTracerPid:\t0\nUid:\t${ids}\nGid:\t${ids}\n`,
    `VmSize:\t${String(virtualKib).padStart(8)} kB\nVmRSS:\t${String(residentKib).padStart(8)} kB\nThreads:\t${threads.length}\n`,
  ].join('');
}
