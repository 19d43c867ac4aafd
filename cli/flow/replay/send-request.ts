import { request as httpRequest, type RequestOptions } from 'node:http';
import { connect, isIPv6, type Socket } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import type { RemoteSimulator } from '../../../simulator/src/client/client.ts';
import type { RawRequest } from '../../../simulator/src/model/journal.ts';
import type { SimulatorPorts } from '../../../simulator/src/model/listeners.ts';
import type { Plane } from '../../../simulator/src/model/operations.ts';
import { type CallOutcome, readOutcome } from '../../token/send-call.ts';

/** The listener of each plane that takes the caller's address from a PROXY header: a replay comes over the session of the request that it repeats. */
const LISTENERS: Readonly<Record<Plane, { readonly listener: keyof SimulatorPorts; readonly isTls: boolean }>> = {
  bearer: { listener: 'bearerProxy', isTls: false },
  token: { listener: 'tokenProxy', isTls: true },
  exchange: { listener: 'exchangeProxy', isTls: false },
};

const TOKEN_NAME = 'token.gateway.test';

/** Sends a request over a socket of its own, as its session. A fault of the network is an outcome. */
export async function sendRequest(
  remote: RemoteSimulator,
  raw: Omit<RawRequest, 'entry'>,
  limitMs: number,
): Promise<CallOutcome> {
  const { listener, isTls } = LISTENERS[raw.plane];
  const [urls, rootPem] = await Promise.all([remote.urls(), remote.rootPem()]);
  const { hostname, port } = new URL(urls[listener]);
  const plain = connect(Number(port), hostname.replace(/^\[|\]$/g, ''));
  plain.write(proxyHeader(raw.session, Number(port)));
  const socket = isTls ? tlsConnect({ socket: plain, ca: rootPem, servername: TOKEN_NAME }) : plain;
  try {
    return await exchangeOver(socket, raw, limitMs);
  } finally {
    plain.destroy();
  }
}

function proxyHeader(session: string, port: number): string {
  const family = isIPv6(session) ? 'TCP6' : 'TCP4';
  const here = family === 'TCP6' ? '::1' : '127.0.0.1';
  return session === '' ? 'PROXY UNKNOWN\r\n' : `PROXY ${family} ${session} ${here} ${port} ${port}\r\n`;
}

function exchangeOver(socket: Socket, raw: Omit<RawRequest, 'entry'>, limitMs: number): Promise<CallOutcome> {
  const body = Buffer.from(raw.body, 'base64');
  const options: RequestOptions = {
    method: raw.method,
    path: raw.target,
    headers: {
      host: raw.host ?? 'localhost',
      ...(raw.contentType === null ? {} : { 'content-type': raw.contentType }),
      'content-length': body.length,
      connection: 'close',
    },
    createConnection: () => socket,
    signal: AbortSignal.timeout(limitMs),
  };
  return readOutcome(() => httpRequest(options), { body, limitMs });
}
