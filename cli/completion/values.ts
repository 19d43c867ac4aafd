import { homedir } from 'node:os';
import { join } from 'node:path';
import { CliError } from '../cli-error.ts';
import { withAdb } from '../device/with-device.ts';
import { type FoundServer, withServer } from '../server/server-command.ts';
import type { Terminal } from '../terminal.ts';

/** Words that are known only when they are asked for: what a shell offers for the value of a flag or an argument. */
export const VALUE_SOURCES = {
  devices: (terminal) => listed(terminal, deviceSerials),
  scopes: (terminal) =>
    listed(
      terminal,
      ofServer(async ({ remote }) => (await remote.scopes()).map(({ id }) => id)),
    ),
  snapshots: (terminal) =>
    listed(
      terminal,
      ofServer(async ({ scope }) => (await scope.report()).snapshots),
    ),
  faults: (terminal) =>
    listed(
      terminal,
      ofServer(async ({ scope }) => (await scope.faults()).map(({ id }) => id)),
    ),
  flows: (terminal) =>
    listed(
      terminal,
      ofServer(async ({ scope }) => (await scope.flows()).map(({ id }) => String(id))),
    ),
  handsets: (terminal) => listed(terminal, handsetNames),
} as const satisfies Readonly<Record<string, (terminal: Terminal) => Promise<readonly string[]>>>;

export type ValueSource = keyof typeof VALUE_SOURCES;

/** A server or a device that is not there has no words to offer; a shell has no use for the reason. */
async function listed(terminal: Terminal, list: (terminal: Terminal) => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await list(terminal);
  } catch (error) {
    if (error instanceof CliError) {
      return [];
    }
    throw error;
  }
}

function ofServer(list: (server: FoundServer) => Promise<readonly string[]>): typeof deviceSerials {
  return async (terminal) => {
    let words: readonly string[] = [];
    await withServer({ scope: 'default', json: false }, terminal, async (server) => {
      words = await list(server);
    });
    return words;
  };
}

async function deviceSerials(terminal: Terminal): Promise<readonly string[]> {
  let serials: readonly string[] = [];
  await withAdb(terminal, async (server, { describeDevices }) => {
    serials = (await describeDevices(server)).map(({ serial }) => serial);
  });
  return serials;
}

async function handsetNames({ env }: Terminal): Promise<readonly string[]> {
  const { listHandsets } = await import('../../handset/src/handset.ts');
  const handsets = await listHandsets(join(env['HOME'] || homedir(), '.local/share/quhao/handsets'));
  return handsets.map(({ name }) => name);
}
