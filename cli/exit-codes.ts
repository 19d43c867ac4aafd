/** Wrong usage, as sysexits has it (spec: conformance exit codes). */
export const EXIT_USAGE = 64;
