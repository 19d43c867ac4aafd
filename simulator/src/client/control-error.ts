import { SimulatorError } from '../model/simulator-error.ts';

/** A control API refused a request. The message has the request, the status and the problem's detail. */
export class ControlError extends SimulatorError {
  readonly status: number;

  constructor(status: number, code: string, message: string) {
    super(code, message);
    this.status = status;
  }
}

/** Makes the error from an answer: a problem document, or what another server at that address answered. */
export function controlError(asked: string, status: number, text: string): ControlError {
  const { code = 'unknown', detail = text.slice(0, 200) } = problemIn(text);
  return new ControlError(status, code, `${asked}: ${status} ${code}, ${detail}`);
}

function problemIn(text: string): { readonly code?: string; readonly detail?: string } {
  try {
    return Object(JSON.parse(text));
  } catch {
    // Not a problem document, so not our control API: the message shows its text.
    return {};
  }
}
