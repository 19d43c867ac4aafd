export interface Interruption {
  readonly signal: AbortSignal;
  /** The exit code of the signal; null where none has come. */
  exitCode(): number | null;
}

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Aborts on the first of these signals; a second one ends the process at once. */
export function untilInterrupted(): Interruption {
  const interrupted = new AbortController();
  let exitCode: number | null = null;
  for (const [signal, code] of Object.entries(SIGNALS)) {
    process.on(signal, () => {
      if (exitCode !== null) {
        process.exit(code);
      }
      exitCode = code;
      console.error('\nstopping');
      interrupted.abort();
    });
  }
  return { signal: interrupted.signal, exitCode: () => exitCode };
}
