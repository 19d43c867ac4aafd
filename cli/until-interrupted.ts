export interface Interruption {
  readonly signal: AbortSignal;
  /** The exit code of the signal; null where none has come. */
  exitCode(): number | null;
  /** The signals are another's again. */
  [Symbol.dispose](): void;
}

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Aborts on the first of these signals; a second one ends the process at once. */
export function untilInterrupted(): Interruption {
  const interrupted = new AbortController();
  let exitCode: number | null = null;
  const listeners = Object.entries(SIGNALS).map(([signal, code]) => {
    const stop = (): void => {
      if (exitCode !== null) {
        process.exit(code);
      }
      exitCode = code;
      console.error('\nstopping');
      interrupted.abort();
    };
    process.on(signal, stop);
    return { signal, stop };
  });
  return {
    signal: interrupted.signal,
    exitCode: () => exitCode,
    [Symbol.dispose]: () => {
      for (const { signal, stop } of listeners) {
        process.off(signal, stop);
      }
    },
  };
}
