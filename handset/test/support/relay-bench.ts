import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { afterEach, beforeEach } from 'vitest';
import type { ConnectionRecord } from '../../src/device.ts';
import { FRAME } from '../../src/radio/frames.ts';
import { RadioMachine } from '../../src/radio/radio.ts';
import { openRelay, type Relay } from '../../src/radio/relay.ts';
import { RelayApp } from './relay-app.ts';

export const GATEWAY = 'gateway.test';

/** Starts a radio, a relay and a gateway for each test of the file. The gateway echoes bytes unless a test sets `onAccept`. */
export class RelayBench {
  radio = newRadio();
  /** Listeners of the device's loopback by port. */
  loopback = new Map<number, Duplex>();
  /** Connections that the gateway has accepted. */
  accepted: Socket[] = [];
  onAccept: (socket: Socket) => void = () => undefined;
  #apps: RelayApp[] = [];
  #folder = '';
  #gateway: Server | null = null;
  #relay: Relay | null = null;

  constructor() {
    beforeEach(() => this.#start());
    afterEach(() => this.#stop());
  }

  /** The port of the gateway. */
  get port(): number {
    const address = this.#gateway?.address();
    if (typeof address !== 'object' || address === null) {
      throw new Error('the gateway listens inside a test only');
    }
    return address.port;
  }

  route(options: { name?: string; session?: boolean; port?: number } = {}): void {
    this.radio.setRoute({
      name: options.name ?? GATEWAY,
      host: '127.0.0.1',
      port: options.port ?? this.port,
      session: options.session ?? false,
    });
  }

  async openApp(): Promise<RelayApp> {
    const app = await RelayApp.open(join(this.#folder, 'net.sock'));
    this.#apps.push(app);
    return app;
  }

  async connectApp(request: { bearer?: string; host?: string; port?: number; timeoutMs?: number } = {}) {
    const app = await this.openApp();
    app.json(FRAME.connect, { bearer: 'default', host: GATEWAY, port: 80, timeoutMs: 0, ...request });
    return { app, answer: await app.nextJson() };
  }

  lastConnection(): ConnectionRecord | undefined {
    return this.radio.connections(0).at(-1);
  }

  async #start(): Promise<void> {
    this.#folder = await mkdtemp(join(tmpdir(), 'qh-radio-'));
    this.radio = newRadio();
    this.loopback = new Map();
    this.accepted = [];
    this.#apps = [];
    this.onAccept = (socket) => socket.pipe(socket);
    this.#gateway = createServer({ allowHalfOpen: true }, (socket) => {
      this.accepted.push(socket);
      socket.on('error', () => socket.destroy());
      this.onAccept(socket);
    }).listen(0, '127.0.0.1');
    await once(this.#gateway, 'listening');
    this.#relay = await openRelay(join(this.#folder, 'net.sock'), {
      radio: this.radio,
      packageName: 'app.example',
      openLoopback: async (port) => this.loopback.get(port) ?? null,
    });
  }

  async #stop(): Promise<void> {
    for (const app of this.#apps) {
      app.socket.destroy();
    }
    await this.#relay?.close();
    for (const socket of this.accepted) {
      socket.destroy();
    }
    await new Promise((resolve) => this.#gateway?.close(resolve));
    await rm(this.#folder, { recursive: true });
  }
}

function newRadio(): RadioMachine {
  const boot = process.hrtime.bigint();
  return new RadioMachine(() => process.hrtime.bigint() - boot);
}
