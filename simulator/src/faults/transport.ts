import type { Socket } from 'node:net';
import { type ScopeClock, systemClock, type Timer } from '../clock.ts';
import type { EffectOf } from '../model/fault-stages.ts';
import { type HttpAnswer, httpBytes, SIMULATOR_HEADER, SIMULATOR_VALUE } from '../protocol/http-answer.ts';
import type { RandomBytes } from '../random.ts';

export interface Wire {
  /** The socket that HTTP runs over: the TLS socket where there is one. */
  readonly socket: Socket;
  /** The TCP socket below. */
  readonly raw: Socket;
  readonly clock: ScopeClock;
  readonly random: RandomBytes;
  /** Sends a TCP RST. */
  readonly sendReset: () => void;
  /** Notes that the rule ends the connection, for the answers that wait behind this one. */
  readonly endsConnection: () => void;
  /** Writes to the socket; calls `done` once the bytes have left. */
  readonly write: (bytes: Buffer, done: () => void) => void;
  readonly sending: Sending;
  /** Registers an answer that goes in pieces; `finish` sends its rest at once. Call `whole` after the last piece, `gone` when the client left. */
  readonly holdRest: (finish: () => void) => { readonly whole: () => void; readonly gone: () => void };
}

/** What is reported of the answer. */
interface Sending {
  readonly left: (bytes: number) => void;
  readonly whole: (bytes: number) => void;
  readonly ends: (extent: 'part' | 'other' | 'nothing', detail: string) => void;
}

const GARBAGE_BYTES = 64;
const HEAD_END = '\r\n\r\n';
const READING_MS = 50;

/** Writes the answer to the socket as a fault rule says, without HTTP's own writer. */
export function transmit(answer: HttpAnswer, effect: EffectOf<'transport'>, wire: Wire): void {
  switch (effect.kind) {
    case 'socket':
      breakOff(effect.fault, wire);
      return;
    case 'cut':
      cut(httpBytes(answer), effect, wire);
      return;
    case 'head':
      sendOther(behindHead(answer, effect), wire, effect.end);
      return;
    case 'dribble':
      dribble(httpBytes(answer), effect, wire);
  }
}

function breakOff(fault: Extract<EffectOf<'transport'>, { kind: 'socket' }>['fault'], wire: Wire): void {
  const { socket, random, sendReset, endsConnection, sending } = wire;
  switch (fault) {
    case 'EMPTY_RESPONSE':
      sending.ends('nothing', 'nothing was sent: a fault rule closed the connection');
      endsConnection();
      socket.destroy();
      return;
    case 'CONNECTION_RESET_BY_PEER':
      sending.ends('nothing', 'nothing was sent: a fault rule reset the connection');
      endsConnection();
      sendReset();
      return;
    case 'RANDOM_DATA_THEN_CLOSE':
      sendOther(random.next(GARBAGE_BYTES), wire);
      return;
    case 'MALFORMED_RESPONSE_CHUNK': {
      const head = `HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\n${SIMULATOR_HEADER}: ${SIMULATOR_VALUE}\r\nTransfer-Encoding: chunked\r\n\r\n`;
      sendOther(Buffer.concat([Buffer.from(head), random.next(GARBAGE_BYTES)]), wire);
    }
  }
}

function behindHead({ body }: HttpAnswer, { head, tail }: Extract<EffectOf<'transport'>, { kind: 'head' }>): Buffer {
  const length = Buffer.byteLength(body);
  return Buffer.from(head.replaceAll('{length}', String(length)).replaceAll('{hex}', length.toString(16)) + body + tail);
}

/** Sends other bytes in the answer's place, and closes. */
function sendOther(bytes: Buffer, { socket, write, endsConnection, sending }: Wire, end: 'close' | 'stall' = 'close'): void {
  write(bytes, () => {
    sending.left(bytes.length);
    sending.ends('other', `a fault rule sent ${bytes.length} other bytes in the answer’s place`);
    if (end === 'close') {
      endsConnection();
      socket.end(() => socket.destroy());
    }
  });
}

function cut(bytes: Buffer, { afterBytes, end }: Extract<EffectOf<'transport'>, { kind: 'cut' }>, wire: Wire): void {
  const { socket, raw, sendReset, endsConnection, write, sending } = wire;
  const part = bytes.subarray(0, afterBytes);
  const finish = (): void => {
    if (part.length === bytes.length) {
      sending.whole(part.length);
    } else if (part.length > 0) {
      sending.left(part.length);
    }
    const extent = part.length === 0 ? 'nothing' : 'part';
    sending.ends(extent, `a fault rule cut the answer after ${part.length} of ${bytes.length} bytes`);
    if (end !== 'stall') {
      endsConnection();
    }
    if (end === 'close') {
      socket.end(() => socket.destroy());
    } else if (end === 'reset') {
      // A client that meets bytes and RST at once may report the end of the stream instead (libuv does), so it gets time to read.
      const reset = systemClock.after(READING_MS, sendReset);
      raw.once('close', reset.cancel);
    }
  };
  if (part.length === 0) {
    finish();
  } else {
    write(part, finish);
  }
}

/** Writes one piece at once, and the others at their times on the scope's clock. */
function dribble(
  bytes: Buffer,
  { chunkBytes, everyMs, headFirst }: Extract<EffectOf<'transport'>, { kind: 'dribble' }>,
  { socket, clock, holdRest, write: send, endsConnection, sending }: Wire,
): void {
  if (socket.destroyed) {
    return;
  }
  let written = 0;
  let next: Timer | null = null;
  const rest = holdRest(() => write(bytes.length));
  const write = (end: number): void => {
    next?.cancel();
    const piece = bytes.subarray(written, end);
    written = end;
    if (written < bytes.length) {
      socket.write(piece, (error) => error == null && sending.left(piece.length));
      next = clock.after(everyMs, () => write(written + chunkBytes));
      return;
    }
    send(piece, () => {
      sending.whole(piece.length);
      endsConnection();
      socket.end();
    });
    rest.whole();
  };
  socket.once('close', () => {
    next?.cancel();
    rest.gone();
  });
  write(headFirst === true ? bytes.indexOf(HEAD_END) + HEAD_END.length : chunkBytes);
}
