import { isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Bearer } from '../device.ts';
import {
  type ConnectionLabel,
  type ConnectRequest,
  labelOf,
  parseConnect,
  parseResolve,
  planConnection,
  resolveName,
} from './connect-plan.ts';
import type { ConnectionEntry } from './connection-log.ts';
import { encodeJsonFrame, FRAME, type Frame, FrameReader } from './frames.ts';
import { openPortal } from './portal.ts';
import type { RadioMachine } from './radio.ts';
import { isLoopbackHost } from './route-table.ts';
import { SilentStream, StreamPair } from './stream-pair.ts';
import { ConnectError, dialUpstream } from './upstream.ts';

export interface RelayContext {
  readonly radio: RadioMachine;
  readonly packageName: string;
  /** Connects to a port of the device's loopback; null when nothing listens there. */
  readonly openLoopback: (port: number) => Promise<Duplex | null>;
}

/** The time limit for names on a link that drops everything. Shorter than on a phone, so that checks end soon. */
const RESOLVE_TIMEOUT_MS = 2_000;

interface Established {
  readonly stream: Duplex;
  readonly localAddress: string;
  readonly localPort: number;
  readonly remoteAddress: string;
}

/** The relay's end of one socket of an app. */
export class RelayConnection {
  readonly #context: RelayContext;
  readonly #app: Socket;
  readonly #reader = new FrameReader();
  readonly #dialling = new AbortController();
  readonly #earlyFrames: Frame[] = [];
  #hasFirstFrame = false;
  #bearer: Bearer | null = null;
  #pair: StreamPair | null = null;

  constructor(app: Socket, context: RelayContext) {
    this.#app = app;
    this.#context = context;
    app.on('data', (chunk: Buffer) => this.#read(chunk));
    app.on('error', () => this.#appClosed());
    app.on('end', () => this.#appClosed());
    app.on('close', () => this.#appClosed());
  }

  /** Ends the connection when its bearer has gone. */
  bearerLost(bearer: 'wifi' | 'cellular' | 'vpn'): void {
    if (this.#bearer !== bearer) {
      return;
    }
    this.#dialling.abort(new ConnectError('UNREACHABLE', `the ${bearer} network went away while connecting`, 'aborted'));
    this.#pair?.abort();
  }

  /** Ends the connection because the app's process has ended or the handset shuts down. */
  close(): void {
    this.#appClosed();
    this.#app.destroy();
  }

  #read(chunk: Buffer): void {
    try {
      for (const frame of this.#reader.push(chunk)) {
        this.#handle(frame);
      }
    } catch (error) {
      this.#app.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #handle(frame: Frame): void {
    if (this.#pair !== null) {
      this.#pair.handle(frame);
    } else if (this.#hasFirstFrame) {
      this.#earlyFrames.push(frame);
    } else {
      this.#open(frame);
    }
  }

  #open(frame: Frame): void {
    this.#hasFirstFrame = true;
    if (frame.type === FRAME.resolve) {
      this.#resolve(frame.payload);
    } else if (frame.type === FRAME.count) {
      const { radio, packageName } = this.#context;
      this.#app.end(encodeJsonFrame(FRAME.counted, { all: radio.log.counters(), own: radio.log.countersOf(packageName) }));
    } else if (frame.type === FRAME.connect) {
      void this.#connect(frame.payload);
    } else {
      this.#fail(
        new ConnectError('DENIED', `the first frame was of type ${frame.type}; it must be CONNECT (1), RESOLVE (7) or COUNT (9)`),
      );
    }
  }

  #resolve(payload: Buffer): void {
    const request = parseResolve(payload);
    const { radio } = this.#context;
    const bearer = radio.bearerFor(request.bearer);
    const isSilent = bearer !== null && radio.link(radio.below(bearer)).drop && radio.hasName(request.host);
    if (isSilent) {
      this.#note(request, false);
      void this.#failResolveLate();
    } else {
      const addresses = resolveName(request, radio);
      this.#note(request, addresses !== null);
      this.#sendResolved(addresses);
    }
  }

  /** Addresses and loopback are asked of no name server. A lookup on a bearer that is down is logged under the requested one. */
  #note({ bearer: requested, host }: ReturnType<typeof parseResolve>, answered: boolean): void {
    if (isIP(host) !== 0 || isLoopbackHost(host)) {
      return;
    }
    const { radio, packageName } = this.#context;
    const way = radio.bearerFor(requested) ?? (requested === 'default' ? 'wifi' : requested);
    const bearer = radio.below(way);
    radio.lookupLog.add({ bearer, name: host.toLowerCase(), package: packageName, answered });
  }

  /** On a link that drops everything, no name server answers. */
  async #failResolveLate(): Promise<void> {
    const { signal } = this.#dialling;
    await delay(RESOLVE_TIMEOUT_MS, undefined, { signal }).catch(() => undefined);
    this.#sendResolved(null);
  }

  #sendResolved(addresses: readonly string[] | null): void {
    if (!this.#app.writable) {
      return;
    }
    this.#app.end(encodeJsonFrame(FRAME.resolved, addresses === null ? { error: 'UNKNOWN_HOST' } : { addresses }));
  }

  async #connect(payload: Buffer): Promise<void> {
    let entry: ConnectionEntry | null = null;
    try {
      const request = parseConnect(payload);
      const label = labelOf(request, this.#context.radio);
      this.#bearer = label.bearer;
      const transport = request.isDatagram ? ({ transport: 'udp' } as const) : {};
      entry = this.#context.radio.log.open({ ...label, ...transport, port: request.port, package: this.#context.packageName });
      if (request.isDatagram) {
        throw new ConnectError('UNREACHABLE', `a datagram to ${request.host}:${request.port}: the relay carries none`);
      }
      const limit = this.#startLimit(request);
      const established = await this.#establish(request, label).finally(() => clearTimeout(limit));
      this.#join(established, request, entry);
    } catch (error) {
      const failure = connectErrorOf(error);
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

  async #establish(request: ConnectRequest, label: ConnectionLabel): Promise<Established> {
    if (label.bearer === 'loopback') {
      return this.#establishLoopback(request);
    }
    const { radio, packageName } = this.#context;
    const { signal } = this.#dialling;
    if (label.bearer === 'cellular' && radio.isDenied(packageName)) {
      throw new ConnectError('BLOCKED', `connect to ${label.host}:${request.port}: ${packageName} is denied mobile data`);
    }
    const plan = planConnection(request, label.host, radio);
    const link = radio.link(radio.below(label.bearer));
    if (link.delayMs > 0) {
      await delay(link.delayMs, undefined, { signal });
    }
    if (link.drop) {
      return { ...plan, stream: new SilentStream(), localPort: 0 };
    }
    if (label.bearer === 'wifi' && radio.state().wifi.captivePortal === true) {
      return { ...plan, stream: openPortal(label.host, request.port), localPort: 0 };
    }
    const { target, session, source } = plan;
    const stream = await dialUpstream({ target, session, source, signal });
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
      throw connectErrorOf(this.#dialling.signal.reason);
    }
    this.#app.write(encodeJsonFrame(FRAME.connected, { localAddress, localPort, remoteAddress, remotePort: request.port }));
    entry.joined(localPort);
    this.#pair = new StreamPair(this.#app, stream, entry);
    for (const frame of this.#earlyFrames.splice(0)) {
      this.#pair.handle(frame);
    }
  }

  #fail(failure: ConnectError): void {
    if (!this.#app.destroyed) {
      this.#app.end(encodeJsonFrame(FRAME.failed, { error: failure.code, message: failure.message }));
    }
  }

  #appClosed(): void {
    this.#dialling.abort(new ConnectError('DENIED', 'the app closed the socket while connecting', 'timeout'));
    this.#pair?.appClosed();
    if (!this.#app.writableEnded) {
      this.#app.end();
    }
  }
}

function connectErrorOf(error: unknown): ConnectError {
  if (error instanceof ConnectError) {
    return error;
  }
  // An aborted delay rejects with an AbortError whose cause is the reason of the abort.
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof ConnectError ? cause : new ConnectError('UNREACHABLE', String(error));
}
