/** The machine or the test bench prevents the work (as in the exit codes of `quhao conform`). */
export const EXIT_ENVIRONMENT = 3;
/** A defect of quhao. */
export const EXIT_DEFECT = 4;
/** Wrong usage, as in sysexits. */
export const EXIT_USAGE = 64;
/** Ended by a signal. */
export const EXIT_INTERRUPTED = 130;
