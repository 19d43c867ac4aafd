import { homedir } from 'node:os';
import { CliError } from '../cli-error.ts';
import { handsetsFolder } from '../data-folder.ts';
import { withAdb } from '../device/with-device.ts';
import { type FoundServer, withServer } from '../server/server-command.ts';
import type { Terminal } from '../terminal.ts';

type List = (terminal: Terminal) => Promise<readonly string[]>;

/** Words that are known only when they are asked for: what a shell offers for the value of a flag or an argument. */
export const VALUE_SOURCES = {
  devices: deviceSerials,
  scopes: ofServer(async ({ remote }) => (await remote.scopes()).map(({ id }) => id)),
  snapshots: ofServer(async ({ scope }) => (await scope.report()).snapshots),
  faults: ofServer(async ({ scope }) => (await scope.faults()).map(({ id }) => id)),
  flows: ofServer(async ({ scope }) => (await scope.flows()).map(({ id }) => String(id))),
  handsets: handsetNames,
} as const satisfies Readonly<Record<string, List>>;

export type ValueSource = keyof typeof VALUE_SOURCES;

/** A server or a device that is not there has no words to offer; a shell has no use for the reason. */
export async function listValues(source: ValueSource, terminal: Terminal): Promise<readonly string[]> {
  try {
    return await VALUE_SOURCES[source](terminal);
  } catch (error) {
    if (error instanceof CliError) {
      return [];
    }
    throw error;
  }
}

function ofServer(list: (server: FoundServer) => Promise<readonly string[]>): List {
  return (terminal) => withServer({ scope: 'default', json: false }, terminal, list);
}

function deviceSerials(terminal: Terminal): Promise<readonly string[]> {
  return withAdb(terminal, async (server, { describeDevices }) => (await describeDevices(server)).map(({ serial }) => serial));
}

async function handsetNames({ env }: Terminal): Promise<readonly string[]> {
  const { listHandsets } = await import('../../handset/src/handset.ts');
  const handsets = await listHandsets(handsetsFolder(env['HOME'] || homedir()));
  return handsets.map(({ name }) => name);
}
