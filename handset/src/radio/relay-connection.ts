import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { type ConnectRequest, headingOf, parseConnect, parseResolve, planConnection, resolveName } from './connect-plan.ts';
import type { ConnectionEntry } from './connection-log.ts';
import { encodeJsonFrame, FRAME, type Frame, FrameReader } from './frames.ts';
import type { RadioMachine } from './radio.ts';
import { SilentStream, StreamPair } from './stream-pair.ts';
import { ConnectError, dialUpstream } from './upstream.ts';

export interface RelayContext {
  readonly radio: RadioMachine;
  readonly packageName: string;
  /** A connection to a port of the device's own loopback; null when nobody listens. */
  readonly openLoopback: (port: number) => Promise<Duplex | null>;
}

/** Shorter than a phone's, so that a bench need not wait for it. */
const RESOLVER_GIVES_UP_MS = 2_000;

interface Established {
  readonly stream: Duplex;
  readonly localAddress: string;
  readonly localPort: number;
  readonly remoteAddress: string;
}

/** One socket of the app, from its first frame to its end. */
export class RelayConnection {
  readonly #context: RelayContext;
  readonly #app: Socket;
  readonly #reader = new FrameReader();
  readonly #dialling = new AbortController();
  readonly #early: Frame[] = [];
  #opened = false;
  #bearer: 'wifi' | 'cellular' | 'loopback' | null = null;
  #pair: StreamPair | null = null;

  constructor(app: Socket, context: RelayContext) {
    this.#app = app;
    this.#context = context;
    app.on('data', (chunk: Buffer) => this.#read(chunk));
    app.on('error', () => this.#appClosed());
    app.on('end', () => this.#appClosed());
    app.on('close', () => this.#appClosed());
  }

  bearerLost(bearer: 'wifi' | 'cellular'): void {
    if (this.#bearer !== bearer) {
      return;
    }
    this.#dialling.abort(new ConnectError('UNREACHABLE', `the ${bearer} network went away while connecting`, 'aborted'));
    this.#pair?.abort();
  }

  /** The app's process has gone, or the handset goes. */
  close(): void {
    this.#appClosed();
    this.#app.destroy();
  }

  #read(chunk: Buffer): void {
    try {
      for (const frame of this.#reader.push(chunk)) {
        this.#take(frame);
      }
    } catch (error) {
      this.#app.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #take(frame: Frame): void {
    if (this.#pair !== null) {
      this.#pair.take(frame);
    } else if (this.#opened) {
      this.#early.push(frame);
    } else {
      this.#open(frame);
    }
  }

  #open(frame: Frame): void {
    this.#opened = true;
    if (frame.type === FRAME.resolve) {
      this.#resolve(frame.payload);
    } else if (frame.type === FRAME.connect) {
      void this.#connect(frame.payload);
    } else {
      this.#fail(new ConnectError('DENIED', `the first frame was of type ${frame.type}; it must be CONNECT (1) or RESOLVE (7)`));
    }
  }

  #resolve(payload: Buffer): void {
    const request = parseResolve(payload);
    const { radio } = this.#context;
    const bearer = radio.bearerFor(request.bearer);
    const isSilent = bearer !== null && radio.link(bearer).drop && radio.routeTable.knows(request.host);
    if (isSilent) {
      void this.#giveUp();
    } else {
      this.#resolved(resolveName(request, radio));
    }
  }

  /** On a link that drops everything no name server answers either. */
  async #giveUp(): Promise<void> {
    const { signal } = this.#dialling;
    await delay(RESOLVER_GIVES_UP_MS, undefined, { signal }).catch(() => undefined);
    this.#resolved(null);
  }

  #resolved(addresses: readonly string[] | null): void {
    if (!this.#app.writable) {
      return;
    }
    this.#app.end(encodeJsonFrame(FRAME.resolved, addresses === null ? { error: 'UNKNOWN_HOST' } : { addresses }));
  }

  async #connect(payload: Buffer): Promise<void> {
    let entry: ConnectionEntry | null = null;
    try {
      const request = parseConnect(payload);
      const heading = headingOf(request, this.#context.radio);
      this.#bearer = heading.bearer;
      entry = this.#context.radio.log.open({ ...heading, port: request.port, package: this.#context.packageName });
      const limit = this.#startLimit(request);
      const established = await this.#establish(request, heading).finally(() => clearTimeout(limit));
      this.#join(established, request, entry);
    } catch (error) {
      const failure = failureOf(error);
      entry?.close(failure.end);
      this.#fail(failure);
    }
  }

  #startLimit({ host, port, timeoutMs }: ConnectRequest): NodeJS.Timeout | undefined {
    if (timeoutMs <= 0) {
      return undefined;
    }
    const failure = new ConnectError('TIMEOUT', `connect to ${host}:${port} took longer than ${timeoutMs} ms`);
    return setTimeout(() => this.#dialling.abort(failure), timeoutMs);
  }

  async #establish(request: ConnectRequest, heading: { readonly bearer: string; readonly host: string }): Promise<Established> {
    if (heading.bearer === 'loopback') {
      return this.#establishLoopback(request);
    }
    const { radio } = this.#context;
    const { signal } = this.#dialling;
    const plan = planConnection(request, heading.host, radio);
    const link = radio.link(heading.bearer === 'wifi' ? 'wifi' : 'cellular');
    if (link.delayMs > 0) {
      await delay(link.delayMs, undefined, { signal });
    }
    if (link.drop) {
      return { ...plan, stream: new SilentStream(), localPort: 0 };
    }
    const stream = await dialUpstream({ target: plan.target, session: plan.session, signal });
    return { ...plan, stream, localPort: stream.localPort ?? 0 };
  }

  async #establishLoopback({ host, port }: ConnectRequest): Promise<Established> {
    const stream = await this.#context.openLoopback(port);
    if (stream === null) {
      throw new ConnectError('REFUSED', `connect to ${host}:${port}: neither adb reverse nor this app listens there`);
    }
    return { stream, localAddress: '127.0.0.1', localPort: 0, remoteAddress: '127.0.0.1' };
  }

  #join({ stream, localAddress, localPort, remoteAddress }: Established, request: ConnectRequest, entry: ConnectionEntry): void {
    if (this.#dialling.signal.aborted) {
      stream.destroy();
      throw failureOf(this.#dialling.signal.reason);
    }
    this.#app.write(encodeJsonFrame(FRAME.connected, { localAddress, localPort, remoteAddress, remotePort: request.port }));
    this.#pair = new StreamPair(this.#app, stream, entry);
    for (const frame of this.#early.splice(0)) {
      this.#pair.take(frame);
    }
  }

  #fail(failure: ConnectError): void {
    if (!this.#app.destroyed) {
      this.#app.end(encodeJsonFrame(FRAME.failed, { error: failure.code, message: failure.message }));
    }
  }

  #appClosed(): void {
    this.#dialling.abort(new ConnectError('DENIED', 'the app gave up while connecting', 'timeout'));
    this.#pair?.appClosed();
    if (!this.#app.writableEnded) {
      this.#app.end();
    }
  }
}

function failureOf(error: unknown): ConnectError {
  if (error instanceof ConnectError) {
    return error;
  }
  // A delay that was aborted rejects with an AbortError that carries our reason.
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof ConnectError ? cause : new ConnectError('UNREACHABLE', String(error));
}
