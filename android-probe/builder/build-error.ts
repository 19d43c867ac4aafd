type BuildCode = 'SDK_FILE' | 'MANIFEST' | 'RESOURCES' | 'CLASSES' | 'ADAPTER' | 'LIBRARY' | 'TOOL' | 'OPTION';

/** The probe cannot be built around what was given. The message names the file, the cause and the cure, a line each. */
export class BuildError extends Error {
  readonly code: BuildCode;

  constructor(code: BuildCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

interface Trouble {
  /** The file, with a line where there is one. */
  readonly place: string;
  readonly cause: string;
  readonly cure: string;
}

/** A message of the three parts that every error of the builder has. */
export function troubleText({ place, cause, cure }: Trouble): string {
  return `${place}: ${cause}\n  cure: ${cure}`;
}
