import type { createColors } from 'picocolors';
import type { Hand } from '../conformance/src/by-hand.ts';

/** What a command has of the process that runs it: where it prints, what it reads, and what ends it. */
export interface Terminal {
  /** Prints on standard output: what was asked for. */
  readonly print: (text: string) => void;
  /** Prints on standard error: what a reader should know besides. */
  readonly note: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Colours, or functions that change nothing where output is not coloured. */
  readonly colours: ReturnType<typeof createColors>;
  /** The width of the terminal; null where lines are not cut. */
  readonly columns: number | null;
  /** The whole of standard input. */
  readonly readInput: () => Promise<string>;
  /** The person at the terminal, who is asked to do what no command can; null where there is no terminal. */
  readonly hand: () => Promise<Hand | null>;
  /** Sets the exit code of a command that has done its work. */
  readonly exitWith: (code: number) => void;
  /** Aborts when the user ends the command (SIGINT, SIGTERM, SIGHUP). */
  readonly untilEnded: () => AbortSignal;
}
