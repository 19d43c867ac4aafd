import { type Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { SimulatorPorts } from '../../src/model/listeners.ts';
import type { Simulator } from '../../src/model/simulator.ts';
import { type ClientApp, loginBody, openPrefetchAnswer, prefetchBody, READY_APP, tokenBody } from './sdk.ts';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body as a flat object; empty where it is no JSON. */
  readonly json: Record<string, string>;
}

export interface Sending {
  readonly path: string;
  readonly body: unknown;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  /** Source address. */
  readonly from?: string;
  /** Keeps connections; absent: each request has one of its own. */
  readonly agent?: Agent;
}

export const PATHS = {
  prefetch: '/unisdk/rs/getPrePhonescrip',
  token: '/unisdk/rs/getAuthToken',
  login: '/unisdk/rsapi/loginTokenValidate',
  check: '/openapi/rs/tokenValidate',
};

/** One request. A body that is no string or buffer is sent as JSON. */
export function send(simulator: Simulator, listener: keyof SimulatorPorts, sending: Sending): Promise<Reply> {
  const { body, from } = sending;
  const raw = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const isTls = simulator.urls[listener].startsWith('https');
  const options = {
    host: '127.0.0.1',
    port: simulator.ports[listener],
    path: sending.path,
    method: sending.method ?? 'POST',
    agent: sending.agent ?? (false as const),
    // An empty content type is none at all.
    headers: {
      ...(sending.headers?.['content-type'] === '' ? {} : { 'content-type': 'application/json' }),
      ...(sending.headers?.['transfer-encoding'] === undefined ? { 'content-length': Buffer.byteLength(raw) } : {}),
      ...Object.fromEntries(Object.entries(sending.headers ?? {}).filter(([, value]) => value !== '')),
    },
    ...(from === undefined ? {} : { localAddress: from }),
    ...(isTls ? { ca: simulator.rootPem, servername: 'token.gateway.test' } : {}),
  };
  return new Promise((resolve, reject) => {
    const request = (isTls ? httpsRequest : httpRequest)(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: parse(text) });
      });
    });
    request.on('error', reject);
    request.end(raw);
  });
}

function parse(text: string): Record<string, string> {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** Number request from a bearer address; the opened answer of a success. */
export async function getScrip(simulator: Simulator, from: string, app: ClientApp = READY_APP): Promise<Record<string, string>> {
  const { body, sessionKey } = prefetchBody(simulator, app);
  const reply = await send(simulator, 'bearer', { path: PATHS.prefetch, body, from });
  if (reply.json['resultCode'] !== '103000') {
    throw new Error(`number request: ${reply.status} ${reply.text}`);
  }
  return openPrefetchAnswer(reply.json, sessionKey);
}

export async function getToken(
  simulator: Simulator,
  from: string,
  { capability = 'login', ...app }: ClientApp & { readonly capability?: string } = READY_APP,
): Promise<string> {
  const { scrip } = await getScrip(simulator, from, app);
  const reply = await send(simulator, 'token', { path: PATHS.token, body: tokenBody(scrip ?? '', app, { capability }) });
  if (reply.json['resultCode'] !== '103000') {
    throw new Error(`token request: ${reply.status} ${reply.text}`);
  }
  return reply.json['token'] ?? '';
}

export async function exchange(simulator: Simulator, token: string, app: ClientApp = READY_APP): Promise<Reply> {
  return send(simulator, 'exchange', { path: PATHS.login, body: loginBody(token, app) });
}
