/** One question to a control API, and its answer or its problem. */

/** Of the journal's events: the entry that the first event comes after, to go on from where a connection is lost before it. */
export const LAST_ENTRY_HEADER = 'Quhao-Last-Entry';

export interface RemoteOptions {
  /** `http://127.0.0.1:7900` */
  readonly url: string;
  readonly token: string;
}

export interface ControlQuestion {
  readonly method: string;
  /** Under /v1. */
  readonly path: string;
  readonly body?: unknown;
}

/** What the control API refused: its problem, as a person reads it. */
export class ControlError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'ControlError';
    this.status = status;
    this.code = code;
  }
}

export async function ask<T>({ url, token }: RemoteOptions, { method, path, body }: ControlQuestion): Promise<T> {
  const response = await fetch(`${url.replace(/\/+$/, '')}/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) {
    throw controlError(`${method} ${path}`, response.status, text);
  }
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** Of an answer that is a problem, or of something else that stands at that address. */
export function controlError(asked: string, status: number, text: string): ControlError {
  const { code = 'unknown', detail = text.slice(0, 200) } = parsed(text);
  return new ControlError(status, code, `${asked}: ${status} ${code}, ${detail}`);
}

function parsed(text: string): { readonly code?: string; readonly detail?: string } {
  try {
    return Object(JSON.parse(text));
  } catch {
    // No problem document, so not our control API: its text is told as it is.
    return {};
  }
}

export function parameters(query: object): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString();
}
