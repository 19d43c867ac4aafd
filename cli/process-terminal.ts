import { text } from 'node:stream/consumers';
import { createColors } from 'picocolors';
import { isColoured } from './colour-verdict.ts';
import { EXIT_INTERRUPTED } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** The terminal of this process. */
export function processTerminal(): Terminal {
  return {
    print: (line) => console.log(line),
    note: (line) => console.error(line),
    env: process.env,
    colours: createColors(isColoured(process.env, process.stdout)),
    columns: process.stdout.isTTY ? process.stdout.columns : null,
    readInput: () => text(process.stdin),
    hand: async () => (process.stdin.isTTY ? (await import('../conformance/src/by-hand.ts')).handAtTerminal() : null),
    exitWith: (code) => {
      process.exitCode = code;
    },
    untilEnded: abortedBySignal,
  };
}

/** A second signal ends the process at once. */
function abortedBySignal(): AbortSignal {
  const ended = new AbortController();
  const end = (): void => {
    if (ended.signal.aborted) {
      process.exit(EXIT_INTERRUPTED);
    }
    ended.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, end);
  }
  return ended.signal;
}
