import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Duplex } from 'node:stream';

type Params = Readonly<Record<string, unknown>>;
type Answer =
  | { readonly result: Params }
  | { readonly error: { readonly type: string; readonly message: string } }
  | { readonly raw: string }
  | null;

/** A small probe that speaks android-probe/PROTOCOL.md over TCP; `answer` decides what it answers. */
export interface FakeProbe extends AsyncDisposable {
  readonly token: string;
  readonly requests: { readonly method: string; readonly params: Params }[];
  open(): Promise<Duplex>;
  dropAll(): void;
}

const TOKEN = 'token0123456789abcdef';

export async function startFakeProbe(answer: (method: string, params: Params) => Answer | Promise<Answer>): Promise<FakeProbe> {
  const requests: { method: string; params: Params }[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    // Some tests have the client reset its connection.
    serve(socket, requests, answer).catch(() => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { readonly port: number };
  return {
    token: TOKEN,
    requests,
    open: async () => {
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      return socket;
    },
    dropAll: () => {
      for (const socket of sockets) {
        socket.destroy();
      }
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) {
        socket.destroy();
      }
      server.close();
      await once(server, 'close');
    },
  };
}

async function serve(
  socket: Socket,
  requests: { method: string; params: Params }[],
  answer: (method: string, params: Params) => Answer | Promise<Answer>,
): Promise<void> {
  for await (const line of createInterface({ input: socket })) {
    const request = JSON.parse(line) as { id: number; token: string; method: string; params: Params };
    if (request.token !== TOKEN) {
      socket.end(
        `${JSON.stringify({ id: request.id, error: { type: 'BAD_TOKEN', message: 'not the token of this session' } })}\n`,
      );
      return;
    }
    requests.push({ method: request.method, params: request.params });
    const reply =
      request.method === 'handshake'
        ? { result: { protocol: '1.0', package: 'app.quhao.probe' } }
        : await answer(request.method, request.params);
    if (reply === null) {
      continue;
    }
    if ('raw' in reply) {
      socket.write(reply.raw);
    } else {
      socket.write(`${JSON.stringify({ id: request.id, ...reply, enteredNanos: '1', leftNanos: '2' })}\n`);
    }
  }
}
