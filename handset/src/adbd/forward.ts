import type { Duplex } from 'node:stream';
import type { Apps, ReverseTable } from '../device.ts';
import type { ServiceRow } from './services.ts';
import type { AdbStream } from './stream.ts';

/** `adb forward`: a stream to a listener of a running app, or to one that `adb reverse` has made on the device. */
export function forwardServices(apps: Apps, reverse: ReverseTable): readonly ServiceRow[] {
  return PREFIXES.map((prefix) => ({
    prefix,
    open: async ({ argument }) => {
      const listener = await dial(apps, reverse, `${prefix}${argument}`);
      return listener === null ? null : async (stream) => await join(stream, listener);
    },
  }));
}

const PREFIXES = ['tcp:', 'localabstract:', 'localreserved:', 'localfilesystem:', 'local:'] as const;

/** Each app has its own ports on this handset. The first running app that listens is taken. */
async function dial(apps: Apps, reverse: ReverseTable, target: string): Promise<Duplex | null> {
  const reversed = await reverse.open(target.replace(/^local:/, 'localfilesystem:'));
  if (reversed !== null) {
    return reversed;
  }
  for (const app of apps.running()) {
    const listener = await app.dial(target);
    if (listener !== null) {
      return listener;
    }
  }
  return null;
}

/** Passes bytes both ways until both sides have ended. Bytes written before a close are still delivered. */
async function join(stream: AdbStream, listener: Duplex): Promise<void> {
  await new Promise<void>((resolve) => {
    listener.once('close', resolve);
    listener.once('error', () => listener.destroy());
    stream.once('error', () => listener.destroy());
    // adb closes both directions at once. Once its bytes have been passed on, nobody reads the listener's answers.
    stream.once('end', () => listener.end(() => listener.destroy()));
    listener.pipe(stream);
    stream.pipe(listener, { end: false });
  });
}
