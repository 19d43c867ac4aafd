import type { ProblemCode, ProblemPlace } from '../model/problem.ts';
import { SimulatorError } from '../model/simulator-error.ts';
import { redactText } from './redaction.ts';

/**
 * A caller of the API or of the control API asked for something that cannot be done. The message says what was tried and what to do. Secrets and numbers in
 * it are redacted here, because the caller may have sent them and a failing test prints them.
 */
export class ProblemError extends SimulatorError<ProblemCode> {
  readonly places: readonly ProblemPlace[];

  constructor(code: ProblemCode, message: string, places: readonly ProblemPlace[] = []) {
    super(code, redactText(message));
    this.places = places.map((place) => ({ pointer: redactText(place.pointer), message: redactText(place.message) }));
  }
}
