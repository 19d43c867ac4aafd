import { request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';

const ANSWER_MS = 10_000;

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly contentType: string;
  readonly body: string;
}

interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

/** One request and what came of it. Serialisable. */
export interface HttpExchange {
  readonly request: HttpRequest;
  /** Null where no whole answer came. */
  readonly answer: HttpAnswer | null;
  /** Why none came: a code of the system, or TIMEOUT. */
  readonly failure: string | null;
}

export interface HttpFrom {
  /** Address of this machine that the connection comes from; absent: the system chooses. */
  readonly localAddress?: string;
  /** Root certificate, PEM; absent: those of the system. */
  readonly ca?: string;
}

/** Sends one request on a connection of its own. Never throws for what the gateway does. */
export function exchangeHttp(request: HttpRequest, { localAddress, ca }: HttpFrom): Promise<HttpExchange> {
  const url = new URL(request.url);
  const body = Buffer.from(request.body);
  const options: RequestOptions & { readonly ca?: string } = {
    method: request.method,
    agent: false,
    headers: { 'content-type': request.contentType, 'content-length': body.length },
    signal: AbortSignal.timeout(ANSWER_MS),
    ...(localAddress === undefined ? {} : { localAddress }),
    ...(ca === undefined ? {} : { ca }),
  };
  return new Promise((resolve) => {
    const fail = (error: NodeJS.ErrnoException): void => {
      const failure = error.name === 'AbortError' || error.name === 'TimeoutError' ? 'TIMEOUT' : (error.code ?? error.message);
      resolve({ request, answer: null, failure });
    };
    const sent = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', fail);
      response.on('end', () => {
        const answer = { status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() };
        resolve({ request, answer, failure: null });
      });
    });
    sent.on('error', fail);
    sent.end(body);
  });
}
