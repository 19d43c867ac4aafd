import { HandsetError } from '../errors.ts';

/** Frame types of the relay (handset/PROTOCOL.md §2). A frame is type (1 byte), length (4 bytes, big-endian) and payload. */
export const FRAME = {
  connect: 1,
  connected: 2,
  failed: 3,
  data: 4,
  eof: 5,
  reset: 6,
  resolve: 7,
  resolved: 8,
  count: 9,
  counted: 10,
} as const;

export interface Frame {
  readonly type: number;
  readonly payload: Buffer;
}

const HEADER_BYTES = 5;
/** No frame needs more. A greater length shows that the stream is out of step. */
const MAX_PAYLOAD = 16 * 1024 * 1024;

/** The other end of a relay socket does not send frames. */
class FrameError extends HandsetError<'RELAY_FRAME'> {
  constructor(message: string) {
    super('RELAY_FRAME', message);
  }
}

export function encodeFrame(type: number, payload: Buffer = Buffer.alloc(0)): Buffer {
  const frame = Buffer.allocUnsafe(HEADER_BYTES + payload.length);
  frame.writeUInt8(type, 0);
  frame.writeUInt32BE(payload.length, 1);
  payload.copy(frame, HEADER_BYTES);
  return frame;
}

export function encodeJsonFrame(type: number, body: object): Buffer {
  return encodeFrame(type, Buffer.from(JSON.stringify(body), 'utf8'));
}

/** Assembles frames from the chunks of a socket. */
export class FrameReader {
  #pending: Buffer = Buffer.alloc(0);

  /** Returns the frames that the chunk completes. Throws FrameError when the announced length exceeds the limit. */
  push(chunk: Buffer): Frame[] {
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    const frames: Frame[] = [];
    let offset = 0;
    while (this.#pending.length - offset >= HEADER_BYTES) {
      const length = this.#pending.readUInt32BE(offset + 1);
      if (length > MAX_PAYLOAD) {
        throw new FrameError(`a relay frame of ${length} bytes was announced; at most ${MAX_PAYLOAD} are allowed`);
      }
      const end = offset + HEADER_BYTES + length;
      if (this.#pending.length < end) {
        break;
      }
      frames.push({ type: this.#pending.readUInt8(offset), payload: this.#pending.subarray(offset + HEADER_BYTES, end) });
      offset = end;
    }
    if (offset > 0) {
      this.#pending = this.#pending.subarray(offset);
    }
    return frames;
  }
}
