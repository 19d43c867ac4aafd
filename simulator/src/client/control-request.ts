import { controlError } from './control-error.ts';

/** One request to a control API. */

export interface RemoteOptions {
  /** `http://127.0.0.1:7900` */
  readonly url: string;
  readonly token: string;
}

export interface ControlQuestion {
  readonly method: string;
  /** The path under /v1. */
  readonly path: string;
  readonly body?: unknown;
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

export function parameters(query: object): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString();
}
