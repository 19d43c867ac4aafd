/** A process of a package. Two packages may name a process alike. */
export interface ProcessId {
  readonly package: string;
  /** The package's name, or that of `android:process`. */
  readonly process: string;
}

/** Neither name has a blank. */
const SEPARATOR = ' ';

/** The package's name for its own process. */
export function keyOf({ package: owner, process }: ProcessId): string {
  return process === owner ? owner : `${owner}${SEPARATOR}${process}`;
}

export function processOfKey(key: string): ProcessId {
  const [owner = key, process = owner] = key.split(SEPARATOR);
  return { package: owner, process };
}
