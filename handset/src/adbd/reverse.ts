import type { Duplex } from 'node:stream';
import type { ReverseTable } from '../device.ts';
import type { Serve, ServiceRow, ServiceTransport } from './services.ts';

interface Entry {
  /** The address on the device: `tcp:8080`, `localabstract:scrcpy`. */
  readonly remote: string;
  /** The address on the host, as the host wrote it: `tcp:41077`. */
  readonly local: string;
}

/** For `tcp:0`, a phone's kernel assigns ports from here on. */
const FIRST_FREE_PORT = 32_768;
const LAST_PORT = 65_535;

/**
 * The device's side of `adb reverse`. No port is bound; the relay of an app's sockets and `adb forward` call `open`. Entries belong to the transport that added
 * them and end with it. An address is opened only on the transport that reversed it: otherwise the host's adb server would exit.
 */
export class ReverseListeners implements ReverseTable {
  readonly #byTransport = new Map<ServiceTransport, Map<string, Entry>>();

  async open(target: string): Promise<Duplex | null> {
    for (const [transport, entries] of [...this.#byTransport].reverse()) {
      const entry = entries.get(target);
      if (entry !== undefined) {
        return await transport.open(entry.local);
      }
    }
    return null;
  }

  /** Removes the entries of a closed transport. */
  remove(transport: ServiceTransport): void {
    this.#byTransport.delete(transport);
  }

  /** Answers `reverse:COMMAND`, as `adb reverse` sends it. */
  serve(command: string, transport: ServiceTransport): string {
    const entries = this.#byTransport.get(transport) ?? new Map<string, Entry>();
    this.#byTransport.set(transport, entries);
    const row = COMMANDS.find((each) => command === each.name || command.startsWith(`${each.name}:`));
    if (row === undefined) {
      return fail(`unknown reverse command '${command}'`);
    }
    return row.run(entries, command.slice(row.name.length + 1));
  }
}

/** `reverse:`. The service sends one answer and closes the stream. */
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

/** AOSP adb.cpp handle_forward_request. A name stands before its own prefixes. */
const COMMANDS: readonly ReverseCommand[] = [
  { name: 'forward:norebind', run: (entries, argument) => addEntry(entries, argument, 'keep') },
  { name: 'forward', run: (entries, argument) => addEntry(entries, argument, 'replace') },
  { name: 'list-forward', run: listEntries },
  { name: 'killforward-all', run: removeAll },
  { name: 'killforward', run: removeEntry },
];

function addEntry(entries: Map<string, Entry>, argument: string, existing: 'keep' | 'replace'): string {
  const [requested = '', local = '', ...others] = argument.split(';');
  if (local === '' || others.length > 0 || requested === '') {
    return fail(`bad forward: ${argument}`);
  }
  const remote = addressOf(entries, requested);
  if (remote === null) {
    return fail(`cannot bind listener: cannot listen on socket specification '${requested}'`);
  }
  if (existing === 'keep' && entries.has(remote)) {
    return fail('cannot rebind existing socket');
  }
  entries.set(remote, { remote, local });
  // As on a phone, the port comes back for every tcp address, not for `tcp:0` alone.
  return remote.startsWith('tcp:') ? `OKAY${withLength(remote.slice('tcp:'.length))}` : 'OKAY';
}

/** The address that is listened on: the kernel would choose a port for `tcp:0`, and `local:` is a name of the filesystem. null for none of these. */
function addressOf(entries: ReadonlyMap<string, Entry>, requested: string): string | null {
  const port = /^tcp:(\d{1,5})$/.exec(requested)?.[1];
  if (port !== undefined && Number(port) <= LAST_PORT) {
    return Number(port) === 0 ? freePort(entries) : `tcp:${Number(port)}`;
  }
  return /^local(?:abstract|reserved|filesystem)?:./.test(requested) ? requested.replace(/^local:/, 'localfilesystem:') : null;
}

function freePort(entries: ReadonlyMap<string, Entry>): string | null {
  for (let port = FIRST_FREE_PORT; port <= LAST_PORT; port += 1) {
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
