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
  /** Registers an answer that goes in pieces; `finish` sends its rest at once. Call `whole` after the last piece, `gone` when the client left. */
  readonly holdRest: (finish: () => void) => { readonly whole: () => void; readonly gone: () => void };
}

const GARBAGE_BYTES = 64;
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
    case 'dribble':
      dribble(httpBytes(answer), effect, wire);
  }
}

function breakOff(fault: Extract<EffectOf<'transport'>, { kind: 'socket' }>['fault'], { socket, random, sendReset }: Wire): void {
  switch (fault) {
    case 'EMPTY_RESPONSE':
      socket.destroy();
      return;
    case 'CONNECTION_RESET_BY_PEER':
      sendReset();
      return;
    case 'RANDOM_DATA_THEN_CLOSE':
      socket.end(random.next(GARBAGE_BYTES), () => socket.destroy());
      return;
    case 'MALFORMED_RESPONSE_CHUNK': {
      const head = `HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\n${SIMULATOR_HEADER}: ${SIMULATOR_VALUE}\r\nTransfer-Encoding: chunked\r\n\r\n`;
      socket.end(Buffer.concat([Buffer.from(head), random.next(GARBAGE_BYTES)]), () => socket.destroy());
    }
  }
}

function cut(bytes: Buffer, { afterBytes, end }: Extract<EffectOf<'transport'>, { kind: 'cut' }>, wire: Wire): void {
  const { socket, raw, sendReset } = wire;
  socket.write(bytes.subarray(0, afterBytes), () => {
    if (end === 'close') {
      socket.end(() => socket.destroy());
    } else if (end === 'reset') {
      // A client that meets bytes and RST at once may report the end of the stream instead (libuv does), so it gets time to read.
      const reset = systemClock.after(READING_MS, sendReset);
      raw.once('close', reset.cancel);
    }
  });
}

/** Writes one piece at once, and the others at their times on the scope's clock. */
function dribble(
  bytes: Buffer,
  { chunkBytes, everyMs }: Extract<EffectOf<'transport'>, { kind: 'dribble' }>,
  { socket, clock, holdRest }: Wire,
): void {
  if (socket.destroyed) {
    return;
  }
  let written = 0;
  let next: Timer | null = null;
  const rest = holdRest(() => write(bytes.length));
  const write = (end: number): void => {
    next?.cancel();
    socket.write(bytes.subarray(written, end));
    written = end;
    if (written < bytes.length) {
      next = clock.after(everyMs, () => write(written + chunkBytes));
      return;
    }
    socket.end();
    rest.whole();
  };
  socket.once('close', () => {
    next?.cancel();
    rest.gone();
  });
  write(chunkBytes);
}
