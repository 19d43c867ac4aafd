import type { ServerCall } from './server-call.ts';

/** What came back: an answer, or why there is none. */
export type CallOutcome =
  | { readonly status: number; readonly body: string; readonly why: null }
  | { readonly status: null; readonly body: null; readonly why: string };

/** Sends a server call as a back end does. A fault of the network is an outcome: a rule may have made it. */
export async function sendCall(origin: string, { path, body }: ServerCall, limitMs: number): Promise<CallOutcome> {
  try {
    const answer = await fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(limitMs),
    });
    return { status: answer.status, body: await answer.text(), why: null };
  } catch (error) {
    return { status: null, body: null, why: whyNone(error, limitMs) };
  }
}

function whyNone(error: unknown, limitMs: number): string {
  const { name, message, cause } = error as Error;
  if (name === 'TimeoutError') {
    return `no answer within ${limitMs} ms`;
  }
  const { code, message: inner } = Object(cause) as { readonly code?: string; readonly message?: string };
  return `no answer: ${code ?? inner ?? message}`;
}
