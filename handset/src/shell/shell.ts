import type { Identity } from '../adbd/identity.ts';
import type { Shell, ShellIo } from '../adbd/shell.ts';
import type { Device } from '../device.ts';
import type { FileTree } from '../files/file-tree.ts';
import { AppOperations } from './app-operations.ts';
import { exitCodes } from './command.ts';
import { commandTable } from './command-table.ts';
import { isFinished } from './grammar/parse.ts';
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
    operations: new AppOperations(),
    sessions: new InstallSessions(),
    closing: closing.signal,
  };
  return {
    run: async (command, io) =>
      await guarded(async () => await interruptible(io, async (inner) => await start(system).interpret(command, inner))),
    converse: async (io) => await guarded(async () => await converse(start(system), device.name, io)),
    close: () => closing.abort(),
  };
}

function start(system: System): Interpreter {
  return new Interpreter(system, commandTable);
}

/** Where even an error cannot be written any more, the host has gone. */
async function guarded(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch {
    return exitCodes.hangup;
  }
}

/** Lines from stdin, each run when it is whole; a quote or a loop may go over several. */
async function converse(shell: Interpreter, name: string, io: ShellIo): Promise<number> {
  const isTerminal = io.onInterrupt !== undefined;
  const prompt = async (text: string) => await writeText(io.stdout, isTerminal ? text : '');
  let typed = '';
  await prompt(`${name}:${shell.state.folder} $ `);
  for await (const line of readLines(io.stdin)) {
    typed += `${line}\n`;
    if (!isFinished(typed)) {
      await prompt('> ');
      continue;
    }
    const whole = typed;
    typed = '';
    await interruptible(io, async (inner) => await shell.interpret(whole, inner));
    if (shell.hasExited) {
      return shell.state.status;
    }
    await prompt(`${name}:${shell.state.folder} $ `);
  }
  return typed === '' ? shell.state.status : await shell.interpret(typed, io);
}

/** On a terminal ^C ends what runs, and what it reads; the terminal stays. */
async function interruptible(io: ShellIo, work: (inner: ShellIo) => Promise<number>): Promise<number> {
  if (io.onInterrupt === undefined) {
    return await work(io);
  }
  const interrupted = new AbortController();
  const stopListening = io.onInterrupt(() => interrupted.abort());
  const signal = AbortSignal.any([io.signal, interrupted.signal]);
  try {
    return await work({ ...io, signal, stdin: { read: async () => await io.stdin.read(signal) } });
  } finally {
    stopListening();
  }
}
