/** The bench cannot work as it stands (exit codes of `quhao conform`). */
export const EXIT_ENVIRONMENT = 3;
/** A defect of our own. */
export const EXIT_DEFECT = 4;
/** Wrong usage, as sysexits has it. */
export const EXIT_USAGE = 64;
