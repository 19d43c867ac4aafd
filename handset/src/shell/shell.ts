import type { Device } from '../device.ts';
import type { FileTree } from '../files/file-tree.ts';
import type { Identity } from '../identity.ts';
import { COMMAND_TABLE } from './command-table.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { Interpreter, type ShellContext } from './language/interpreter.ts';
import { ShellProcesses } from './language/jobs.ts';
import { isFinished } from './language/parse.ts';
import { PushbackSource } from './language/pushback-source.ts';
import { commandSet } from './run-command.ts';
import { AppOperations } from './services/appops/app-operations.ts';
import { BatteryState } from './services/dumpsys/battery-state.ts';
import { InstallSessions } from './services/pm/install-sessions.ts';
import { Properties } from './services/properties/properties.ts';
import { Settings } from './services/settings/settings-store.ts';
import type { Shell, ShellIo } from './shell-io.ts';
import type { System } from './system.ts';
import { writeText } from './text-io.ts';

export interface ShellOptions {
  readonly files: FileTree;
  readonly identity: Identity;
  /** The value of `sys.boot_completed`. */
  readonly isBooted: () => boolean;
  /** Properties that are set at boot, by name. */
  readonly properties?: Readonly<Record<string, string>>;
}

export interface DeviceShell extends Shell {
  /** Ends commands that run in the background. */
  close(): void;
}

/** Creates the device's `sh` with all its commands. */
export function createShell(device: Device, options: ShellOptions): DeviceShell {
  const closing = new AbortController();
  const { files, identity, isBooted } = options;
  const settings = new Settings(device.radio, device.kind);
  const timeZone = (): string | null => settings.timeZone;
  const system: System = {
    device,
    files,
    identity,
    properties: new Properties({ device, identity, isBooted, timeZone }, options.properties),
    settings,
    operations: new AppOperations(),
    sessions: new InstallSessions(),
    touch: { down: null },
    battery: new BatteryState(),
    idleExemptions: new Set(),
    closing: closing.signal,
  };
  const context: ShellContext = {
    files,
    commands: commandSet(system, COMMAND_TABLE),
    processes: new ShellProcesses(),
    closing: closing.signal,
  };
  return {
    run: async (command, io) =>
      await hangupOnError(
        async () => await runInterruptibly(io, async (inner) => await new Interpreter(context).runScript(command, inner)),
      ),
    converse: async (io) => await hangupOnError(async () => await converse(new Interpreter(context), device.name, io)),
    close: () => closing.abort(),
  };
}

/** The interpreter prints its errors. An error that reaches this place could not be printed, because the host has gone. */
async function hangupOnError(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch {
    return EXIT_CODES.hangup;
  }
}

/** Reads lines from stdin and runs each command when it is complete. A quote or a loop may span several lines. */
async function converse(shell: Interpreter, name: string, io: ShellIo): Promise<number> {
  const isTerminal = io.onInterrupt !== undefined;
  // The commands read from the same source, so that `read` takes the line after its own.
  const stdin = PushbackSource.of(io.stdin);
  const prompt = async (text: string) => await writeText(io.stdout, isTerminal ? text : '');
  let typed = '';
  await prompt(`${name}:${shell.state.folder} $ `);
  for (;;) {
    const { bytes, ended } = await stdin.readUntil();
    if (ended && bytes.length === 0) {
      break;
    }
    typed += `${bytes.toString('utf8')}\n`;
    if (!isFinished(typed)) {
      await prompt('> ');
      continue;
    }
    const whole = typed;
    typed = '';
    await runInterruptibly({ ...io, stdin }, async (inner) => await shell.interpret(whole, inner));
    if (shell.hasExited) {
      return await shell.finish({ ...io, stdin });
    }
    await prompt(`${name}:${shell.state.folder} $ `);
  }
  if (typed !== '') {
    await shell.interpret(typed, io);
  }
  return await shell.finish({ ...io, stdin });
}

/** On a terminal, ^C ends the running command and its reads; the terminal stays open. */
async function runInterruptibly(io: ShellIo, work: (inner: ShellIo) => Promise<number>): Promise<number> {
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
