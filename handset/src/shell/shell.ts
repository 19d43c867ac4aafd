import type { Identity } from '../adbd/identity.ts';
import type { Shell, ShellIo } from '../adbd/shell.ts';
import type { Device } from '../device.ts';
import type { FileTree } from '../files/file-tree.ts';
import { exitCodes } from './command.ts';
import { commandTable } from './command-table.ts';
import { Grants } from './grants.ts';
import { InstallSessions } from './install-sessions.ts';
import { Interpreter } from './interpreter.ts';
import { Properties } from './properties.ts';
import { Settings } from './settings-store.ts';
import type { System } from './system.ts';
import { readLines, writeText } from './text-io.ts';

export interface ShellOptions {
  readonly files: FileTree;
  readonly identity: Identity;
  /** What `sys.boot_completed` says. */
  readonly isBooted: () => boolean;
  /** Properties that are set at boot, by name. */
  readonly properties?: Readonly<Record<string, string>>;
}

export interface DeviceShell extends Shell {
  /** Ends what runs in the background. */
  close(): void;
}

/** The device's `sh` with all its commands. */
export function createShell(device: Device, options: ShellOptions): DeviceShell {
  const closing = new AbortController();
  const { files, identity, isBooted } = options;
  const system: System = {
    device,
    files,
    identity,
    properties: new Properties({ device, identity, isBooted }, options.properties),
    settings: new Settings(device.radio),
    grants: new Grants(),
    sessions: new InstallSessions(),
    closing: closing.signal,
  };
  return {
    run: async (command, io) => await guarded(async () => await new Interpreter(system, commandTable).interpret(command, io)),
    converse: async (io) => await guarded(async () => await converse(new Interpreter(system, commandTable), device.name, io)),
    close: () => closing.abort(),
  };
}

/** Where even an error cannot be written any more, the host has gone. */
async function guarded(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch {
    return exitCodes.hangup;
  }
}

async function converse(shell: Interpreter, name: string, io: ShellIo): Promise<number> {
  const isTerminal = io.onInterrupt !== undefined;
  const prompt = async () => await writeText(io.stdout, isTerminal ? `${name}:${shell.state.folder} $ ` : '');
  await prompt();
  for await (const line of readLines(io.stdin)) {
    const end = await interpretTyped(shell, line, io);
    if (end === 'exit') {
      break;
    }
    await prompt();
  }
  return shell.state.status;
}

/** One line; ^C ends it and not the shell. */
async function interpretTyped(shell: Interpreter, line: string, io: ShellIo): Promise<'exit' | 'go-on'> {
  const interrupted = new AbortController();
  const stopListening = io.onInterrupt?.(() => interrupted.abort());
  try {
    await shell.interpret(line, { ...io, signal: AbortSignal.any([io.signal, interrupted.signal]) });
    return shell.hasExited ? 'exit' : 'go-on';
  } finally {
    stopListening?.();
  }
}
