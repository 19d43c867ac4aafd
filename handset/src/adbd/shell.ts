/** What adbd is handed to run commands with; the shell's room provides it. */
export interface Shell {
  /** Runs one command line; answers its exit code. Never rejects: faults are written to stderr. */
  run(command: string, io: ShellIo): Promise<number>;
  /** A prompt, command lines from stdin until its end or `exit`. */
  converse(io: ShellIo): Promise<number>;
}

export interface ShellIo {
  readonly stdin: Source;
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** Aborts when the host has closed the stream. */
  readonly signal: AbortSignal;
  /** There where stdin is a terminal: ^C. Returns the way to stop listening. */
  readonly onInterrupt?: (listener: () => void) => () => void;
}

export interface Source {
  /** The next bytes as they come; null at the end, and when the signal aborts first: then nothing has been taken. */
  read(signal?: AbortSignal): Promise<Uint8Array | null>;
}

export interface Sink {
  /** Resolves when more may be written; rejects when nobody reads any more. */
  write(data: Uint8Array): Promise<void>;
}
