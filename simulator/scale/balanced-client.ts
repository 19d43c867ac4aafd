import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

export interface Question {
  readonly socketPath: string;
  /** The address that the client says it comes from. */
  readonly from: string;
  readonly path: string;
  readonly body: object;
  /** The root that the client trusts; absent: plain HTTP. */
  readonly rootPem?: string;
}

const ANSWER_MS = 20_000;

/** One request over a connection of its own. null: no answer, or 503; nobody knows what came of it. */
export async function ask(question: Question): Promise<Readonly<Record<string, string>> | null> {
  try {
    const { status, text } = await post(question, await open(question));
    return status === 503 ? null : (JSON.parse(text) as Record<string, string>);
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw error;
    }
    return null;
  }
}

function open({ socketPath, from, rootPem }: Question): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const raw = connect(socketPath);
    raw.on('error', reject);
    raw.once('close', () => reject(new Error('closed')));
    raw.once('connect', () => {
      raw.write(`PROXY TCP4 ${from} 127.0.0.1 40000 80\r\n`);
      if (rootPem === undefined) {
        resolve(raw);
        return;
      }
      const secure = connectTls({ socket: raw, ca: rootPem, servername: 'token.gateway.test' });
      // Not once: a connection whose instance was killed may fail again after it was handed on.
      secure.on('error', reject);
      secure.once('secureConnect', () => resolve(secure));
    });
  });
}

function post({ path, body }: Question, socket: Socket): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(body);
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), connection: 'close' };
    const sent = request({ path, method: 'POST', headers, createConnection: () => socket }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('aborted', () => reject(new Error('cut')));
      response.on('end', () => {
        socket.destroy();
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
      });
    });
    sent.setTimeout(ANSWER_MS, () => sent.destroy(new Error('no answer')));
    sent.on('error', (error) => {
      socket.destroy();
      reject(error);
    });
    sent.end(text);
  });
}
