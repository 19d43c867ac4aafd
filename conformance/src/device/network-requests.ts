import { elapsedMs, hostNanos, until } from '../wait.ts';

/** The app's network requests are back to what they were by then (PRE-07): the system may need a moment to release. */
export const RELEASE_MS = 5_000;

interface AppOnDevice {
  readonly device: { run(command: string): Promise<string> };
  readonly app: { readonly packageName: string };
}

/** Network requests that the app holds at the system. AOSP NetworkRequest.toString: one line per request, with the package that made it. */
export async function heldRequests({ device, app }: AppOnDevice): Promise<number> {
  const lines = (await device.run('dumpsys connectivity')).split('\n');
  return lines.filter((line) => line.includes(' REQUEST id=') && line.includes(`RequestorPkg: ${app.packageName} `)).length;
}

export interface SettledRequests {
  readonly held: number;
  readonly waitedMs: number;
}

/** The same, once there are no more than before or the time is over. */
export async function settledRequests(at: AppOnDevice, before: number, withinMs: number): Promise<SettledRequests> {
  const from = hostNanos();
  const settled = await until(async () => {
    const held = await heldRequests(at);
    return held <= before ? { held } : null;
  }, withinMs);
  return { held: settled?.held ?? (await heldRequests(at)), waitedMs: Math.round(elapsedMs(from)) };
}
