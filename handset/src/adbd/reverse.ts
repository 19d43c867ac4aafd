import type { Duplex } from 'node:stream';
import type { ReverseTable } from '../device.ts';
import type { Serve, ServiceRow, ServiceTransport } from './services.ts';

interface Entry {
  /** On the device: `tcp:8080`. */
  readonly remote: string;
  /** On the host, exactly as the host wrote it: `tcp:41077`. */
  readonly local: string;
}

/** A phone's kernel gives ports from here on where `tcp:0` is asked for. */
const firstFreePort = 32_768;
const lastPort = 65_535;

/**
 * The device side of `adb reverse`. No port is bound: the relay of the app's sockets asks `open`. Entries belong to the transport that made
 * them and go with it. An address that the host has not reversed on that very transport is never opened: the host's adb server would end itself.
 */
export class ReverseListeners implements ReverseTable {
  private readonly byTransport = new Map<ServiceTransport, Map<string, Entry>>();

  async open(target: `tcp:${number}`): Promise<Duplex | null> {
    for (const [transport, entries] of [...this.byTransport].reverse()) {
      const entry = entries.get(target);
      if (entry !== undefined) {
        return await transport.open(entry.local);
      }
    }
    return null;
  }

  /** Called when a connection has gone. */
  forget(transport: ServiceTransport): void {
    this.byTransport.delete(transport);
  }

  /** `reverse:COMMAND`, as `adb reverse` sends it. */
  serve(command: string, transport: ServiceTransport): string {
    const entries = this.byTransport.get(transport) ?? new Map<string, Entry>();
    this.byTransport.set(transport, entries);
    const row = commandTable.find((each) => command === each.name || command.startsWith(`${each.name}:`));
    if (row === undefined) {
      return fail(`unknown reverse command '${command}'`);
    }
    return row.run(entries, command.slice(row.name.length + 1));
  }
}

/** Rows for `adbd.ts`; one answer, then the stream closes. */
export function reverseServices(listeners: ReverseListeners): readonly ServiceRow[] {
  return [
    {
      prefix: 'reverse:',
      open: ({ argument, transport }): Serve => {
        return async (stream) => {
          stream.write(listeners.serve(argument, transport));
        };
      },
    },
  ];
}

interface ReverseCommand {
  readonly name: string;
  readonly run: (entries: Map<string, Entry>, argument: string) => string;
}

/** AOSP adb.cpp handle_forward_request. The longer name stands first. */
const commandTable: readonly ReverseCommand[] = [
  { name: 'forward:norebind', run: (entries, argument) => addEntry(entries, argument, 'keep') },
  { name: 'forward', run: (entries, argument) => addEntry(entries, argument, 'replace') },
  { name: 'list-forward', run: listEntries },
  { name: 'killforward-all', run: removeAll },
  { name: 'killforward', run: removeEntry },
];

function addEntry(entries: Map<string, Entry>, argument: string, present: 'keep' | 'replace'): string {
  const [asked = '', local = '', ...others] = argument.split(';');
  const port = /^tcp:(\d{1,5})$/.exec(asked)?.[1];
  if (port === undefined || Number(port) > lastPort || local === '' || others.length > 0) {
    return fail(`cannot reverse '${argument}': this handset reverses tcp:PORT only`);
  }
  const remote = Number(port) === 0 ? freePort(entries) : `tcp:${Number(port)}`;
  if (remote === null) {
    return fail('no port is free');
  }
  if (present === 'keep' && entries.has(remote)) {
    return fail('cannot rebind existing socket');
  }
  entries.set(remote, { remote, local });
  return Number(port) === 0 ? `OKAY${withLength(remote.slice('tcp:'.length))}` : 'OKAY';
}

function freePort(entries: ReadonlyMap<string, Entry>): string | null {
  for (let port = firstFreePort; port <= lastPort; port += 1) {
    if (!entries.has(`tcp:${port}`)) {
      return `tcp:${port}`;
    }
  }
  return null;
}

function listEntries(entries: ReadonlyMap<string, Entry>): string {
  return withLength([...entries.values()].map((each) => `host ${each.remote} ${each.local}\n`).join(''));
}

function removeEntry(entries: Map<string, Entry>, remote: string): string {
  return entries.delete(remote) ? 'OKAY' : fail(`listener '${remote}' not found`);
}

function removeAll(entries: Map<string, Entry>): string {
  entries.clear();
  return 'OKAY';
}

function fail(text: string): string {
  return `FAIL${withLength(text)}`;
}

function withLength(text: string): string {
  return `${Buffer.byteLength(text).toString(16).padStart(4, '0')}${text}`;
}
