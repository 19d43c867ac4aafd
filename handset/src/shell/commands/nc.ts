import type { Duplex } from 'node:stream';
import type { Device } from '../../device.ts';
import type { Call, CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { UsageError } from '../options.ts';
import { toyboxOptions } from './toybox-options.ts';

const OWN_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1']);
const DEFAULT_WAIT_SECONDS = 60;

/** `nc [-46q SECONDS] [-w SECONDS] HOST PORT`. The shell reaches what `adb reverse` and the running apps have opened on the device; the bearers belong to apps. */
export const netcatCommands: readonly CommandRow[] = (['nc', 'netcat'] as const).map((name) => ({
  name,
  async run(call) {
    const options = toyboxOptions(call, { flags: '46ELltuUn', values: 'fpqswW' });
    const listening = ['l', 'L', 'u', 'U', 'f'].find((letter) => options.has(letter));
    if (listening !== undefined) {
      throw new UsageError(`-${listening} is not supported on this handset: its shell opens TCP connections only`);
    }
    const [host, port, ...others] = options.rest;
    if (host === undefined || port === undefined || others.length > 0 || !/^\d{1,5}$/.test(port)) {
      throw new UsageError(`Needs 2 arguments (see "${call.name} --help")`);
    }
    const wait = Number(options.value('w') ?? options.value('W') ?? DEFAULT_WAIT_SECONDS);
    const peer = OWN_HOSTS.has(host) ? await dial(call.system.device, `tcp:${Number(port)}`) : null;
    if (peer === null) {
      throw new UsageError(OWN_HOSTS.has(host) ? 'connect: Connection refused' : 'connect: Network is unreachable');
    }
    return await exchange(call, peer, { waitMs: wait * 1000 });
  },
}));

async function dial({ apps, reverse }: Device, target: string): Promise<Duplex | null> {
  const reversed = await reverse.open(target);
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

/** Copies both ways until the peer closes, or sends nothing for so long after the end of stdin. */
async function exchange(call: Call, peer: Duplex, { waitMs }: { readonly waitMs: number }): Promise<number> {
  const { io } = call;
  const hangUp = () => peer.destroy();
  io.signal.addEventListener('abort', hangUp);
  let idle: ReturnType<typeof setTimeout> | undefined;
  const sending = (async () => {
    for (let chunk = await io.stdin.read(io.signal); chunk !== null; chunk = await io.stdin.read(io.signal)) {
      await new Promise((resolve) => peer.write(chunk, resolve));
    }
    peer.end();
    idle = setTimeout(hangUp, waitMs);
  })();
  try {
    for await (const chunk of peer) {
      idle?.refresh();
      await io.stdout.write(chunk as Buffer);
    }
  } catch (error) {
    // A connection that was cut has ended, as one that was closed.
    if (!peer.destroyed) {
      throw error;
    }
  } finally {
    clearTimeout(idle);
    io.signal.removeEventListener('abort', hangUp);
    peer.destroy();
  }
  void sending.catch(() => undefined);
  return EXIT_CODES.ok;
}
