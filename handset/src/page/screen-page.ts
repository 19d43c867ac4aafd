import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { HandsetError, messageOf } from '../errors.ts';
import { packageRoot } from '../package-root.ts';
import { listHandsets } from '../running-handsets.ts';
import { ActionError, commandOf } from './actions.ts';
import { AdbdClient } from './adbd-client.ts';
import { runOnDevice } from './run-on-device.ts';
import { ScreenState } from './screen-state.ts';

export interface ScreenPage extends AsyncDisposable {
  /** Has a secret word, without which the page's server answers nothing. */
  readonly url: string;
  /** Resolves when the handset has ended. */
  readonly ended: Promise<void>;
}

export interface ScreenPageOptions {
  /** The adb port of the handset. */
  readonly adbPort: number;
  /** The port of the page; 0 lets the system choose. */
  readonly port?: number;
}

interface Page {
  readonly client: AdbdClient;
  readonly state: ScreenState;
  /** Actions run one after the other, in the order of the clicks. */
  readonly run: (command: string) => Promise<{ readonly code: number; readonly text: string }>;
}

const HOST = '127.0.0.1';
const MOST_BODY_BYTES = 64 * 1024;
const FILES: Readonly<Record<string, string>> = {
  'index.html': 'text/html; charset=utf-8',
  'page.js': 'text/javascript; charset=utf-8',
  'screen.js': 'text/javascript; charset=utf-8',
  'words.js': 'text/javascript; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
};
/** Nothing of the page comes from elsewhere, and it is in no frame of somebody else's. */
const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'self'; img-src 'self' blob:; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** Serves a page on 127.0.0.1 that shows a running handset and passes clicks on to it. Rejects with HandsetError. */
export async function openScreenPage({ adbPort, port = 0 }: ScreenPageOptions): Promise<ScreenPage> {
  const client = await AdbdClient.connect(adbPort);
  const state = new ScreenState();
  let last: Promise<unknown> = Promise.resolve();
  const run: Page['run'] = (command) => {
    const result = last.then(async () => await runOnDevice(client, command));
    last = result.catch(() => undefined);
    return result;
  };
  const page: Page = { client, state, run };
  const secret = randomBytes(12).toString('base64url');
  const server = createServer((request, response) => {
    void serve(page, secret, { request, response }).catch((error: unknown) => fail(response, error));
  });
  server.listen(port, HOST);
  await once(server, 'listening').catch((error: unknown) => {
    client[Symbol.dispose]();
    throw error;
  });
  const address = server.address();
  const following = state.follow(client);
  return {
    url: `http://${HOST}:${typeof address === 'object' && address !== null ? address.port : port}/${secret}/`,
    ended: Promise.race([following, client.closed]),
    async [Symbol.asyncDispose]() {
      client[Symbol.dispose]();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await following.catch(() => undefined);
    },
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function serve(page: Page, secret: string, { request, response }: Exchange): Promise<void> {
  const prefix = `/${secret}/`;
  const path = new URL(request.url ?? '', `http://${HOST}`).pathname;
  if (!path.startsWith(prefix)) {
    response.writeHead(404, HEADERS).end('quhao handset screen printed the whole address of this page\n');
    return;
  }
  const name = path.slice(prefix.length) || 'index.html';
  if (request.method === 'POST' && name === 'do') {
    await act(page, { request, response });
  } else if (request.method !== 'GET') {
    response.writeHead(405, HEADERS).end();
  } else if (name === 'events') {
    sendEvents(page, response);
  } else if (name === 'screen.png') {
    response.writeHead(200, { ...HEADERS, 'Content-Type': 'image/png' }).end(page.state.picture.png);
  } else if (Object.hasOwn(FILES, name)) {
    const bytes = await readFile(join(packageRoot(), 'handset', 'page', name));
    response.writeHead(200, { ...HEADERS, 'Content-Type': FILES[name] }).end(bytes);
  } else {
    response.writeHead(404, HEADERS).end();
  }
}

/** Server-sent events: the lines of `cmd quhao watch`, with the number of a picture in its place. */
function sendEvents({ state }: Page, response: ServerResponse): void {
  response.writeHead(200, { ...HEADERS, 'Content-Type': 'text/event-stream' });
  const send = (message: string) => response.write(`data: ${message}\n\n`);
  const stopListening = state.onMessage(send);
  response.on('close', stopListening);
  state.messages().forEach(send);
}

async function act({ run }: Page, { request, response }: Exchange): Promise<void> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MOST_BODY_BYTES) {
      throw new ActionError('the action is too long');
    }
    chunks.push(chunk);
  }
  const result = await run(commandOf(JSON.parse(Buffer.concat(chunks).toString('utf8'))));
  response.writeHead(200, { ...HEADERS, 'Content-Type': 'application/json' }).end(JSON.stringify(result));
}

function fail(response: ServerResponse, error: unknown): void {
  const isOfPage = error instanceof ActionError || error instanceof SyntaxError;
  if (!response.headersSent) {
    response.writeHead(isOfPage ? 400 : 502, { ...HEADERS, 'Content-Type': 'application/json' });
  }
  response.end(JSON.stringify({ code: -1, text: messageOf(error) }));
}

/** The adb port of a handset that runs: of the one with the name, or of the only one. Rejects with HandsetError. */
export async function runningHandsetPort(folder: string, name: string | null): Promise<number> {
  const running = (await listHandsets(folder)).filter((each) => each.running !== null);
  const fitting = name === null ? running : running.filter((each) => each.name === name);
  const [only] = fitting;
  if (only === undefined || only.running === null) {
    const which = name === null ? 'no handset' : `no handset named ${name}`;
    throw new HandsetError('NOT_RUNNING', `${which} runs with its data in ${folder}: quhao handset start starts one`);
  }
  if (fitting.length > 1) {
    throw new HandsetError('SEVERAL_RUN', `several handsets run: name one of ${fitting.map((each) => each.name).join(', ')}`);
  }
  return only.running.port ?? Number(only.running.serial.split(':').at(-1));
}
