/** What the errors of the simulator share: a literal code to act on, and a message of what was tried, what came of it and what to do. */
export abstract class SimulatorError<Code extends string = string> extends Error {
  readonly code: Code;

  constructor(code: Code, message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}
