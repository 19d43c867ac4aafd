import { HandsetError } from '../errors.ts';

/** The shell of the device, as adbd drives it. */
export interface Shell {
  /** Runs one command line and resolves with its exit code. Never rejects: errors are written to stderr. */
  run(command: string, io: ShellIo): Promise<number>;
  /** Prints a prompt and runs command lines from stdin until stdin ends or `exit`. */
  converse(io: ShellIo): Promise<number>;
}

/** Where a command reads and writes. */
export interface ShellIo {
  readonly stdin: Source;
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** Descriptors from 3 on, which `exec 3>FILE` and the like have opened. */
  readonly others?: ReadonlyMap<number, Source | Sink>;
  /** Aborts when the host has closed the stream. */
  readonly signal: AbortSignal;
  /** Present when stdin is a terminal: calls the listener on ^C. Returns a function that removes the listener. */
  readonly onInterrupt?: (listener: () => void) => () => void;
}

export interface Source {
  /** Resolves with the next bytes; null at the end of the stream. Also null when the signal aborts first: no bytes are consumed then. */
  read(signal?: AbortSignal): Promise<Uint8Array | null>;
}

export interface Sink {
  /** Resolves when more may be written. Rejects with HangupError when there is no reader any more. */
  write(data: Uint8Array): Promise<void>;
}

/** The reader of a stream has gone, as SIGPIPE and SIGHUP say on a phone. */
export class HangupError extends HandsetError<'HANGUP'> {
  constructor() {
    super('HANGUP', 'The host closed the stream.');
  }
}
