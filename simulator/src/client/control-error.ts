import { SimulatorError } from '../model/simulator-error.ts';

/** What a control API refused: its problem, as a person reads it. */
export class ControlError extends SimulatorError {
  readonly status: number;

  constructor(status: number, code: string, message: string) {
    super(code, message);
    this.status = status;
  }
}

/** Of an answer that is a problem, or of something else that answers at that address. */
export function controlError(asked: string, status: number, text: string): ControlError {
  const { code = 'unknown', detail = text.slice(0, 200) } = problemIn(text);
  return new ControlError(status, code, `${asked}: ${status} ${code}, ${detail}`);
}

function problemIn(text: string): { readonly code?: string; readonly detail?: string } {
  try {
    return Object(JSON.parse(text));
  } catch {
    // No problem document, so not our control API: its text is shown as it is.
    return {};
  }
}
