import type { Duplex } from 'node:stream';
import type { Apps } from '../device.ts';
import type { Serve, ServiceRow } from './services.ts';
import type { AdbStream } from './stream.ts';

/** `adb forward`: a stream to a listener of a running app. */
export function forwardServices(apps: Apps): readonly ServiceRow[] {
  return [
    { prefix: 'tcp:', open: async ({ argument }) => await serveListener(apps, `tcp:${argument}`) },
    { prefix: 'localabstract:', open: async ({ argument }) => await serveListener(apps, `localabstract:${argument}`) },
  ];
}

async function serveListener(apps: Apps, target: string): Promise<Serve | null> {
  const listener = await dialFirst(apps, target);
  return listener === null ? null : async (stream) => await join(stream, listener);
}

/** Each app has its own ports on this handset. The first running app that listens is taken. */
async function dialFirst(apps: Apps, target: string): Promise<Duplex | null> {
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
