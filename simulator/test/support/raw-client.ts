import { connect, type Socket } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import type { SimulatorPorts } from '../../src/model/listeners.ts';
import type { Simulator } from '../../src/model/simulator.ts';
import type { Reply, Sending } from './http-client.ts';
import { httpPost } from './raw-socket.ts';

/** As `send`, but byte by byte on a bare socket: no HTTP client has touched what is judged. */
export function rawSend(simulator: Simulator, listener: keyof SimulatorPorts, { path, body, from }: Sending): Promise<Reply> {
  const place = { port: simulator.ports[listener], host: '127.0.0.1', ...(from === undefined ? {} : { localAddress: from }) };
  const isTls = simulator.urls[listener].startsWith('https');
  const socket = isTls ? tlsConnect({ ...place, ca: simulator.rootPem, servername: 'token.gateway.test' }) : connect(place);
  socket.write(httpPost(path, body));
  return readReply(socket);
}

function readReply(socket: Socket): Promise<Reply> {
  return new Promise((resolve, reject) => {
    let bytes = '';
    socket.on('data', (chunk) => {
      bytes += chunk.toString('utf8');
      const reply = parseReply(bytes);
      if (reply !== null) {
        resolve(reply);
        socket.destroy();
      }
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`the connection was closed after ${JSON.stringify(bytes)}`)));
  });
}

/** An HTTP answer as it stands on the wire, its body by Content-Length; null while it is not whole. */
export function parseReply(bytes: string): Reply | null {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd < 0) {
    return null;
  }
  const [statusLine = '', ...lines] = bytes.slice(0, headEnd).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
  const body = Buffer.from(bytes.slice(headEnd + 4));
  const length = Number(headers['content-length']);
  if (body.length < length) {
    return null;
  }
  const text = body.subarray(0, length).toString();
  return { status: Number(statusLine.split(' ')[1]), headers, text, json: isJson(text) ? JSON.parse(text) : {} };
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
