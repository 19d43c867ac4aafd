import { HandsetError } from '../errors.ts';

/** An adb message: a header of 24 bytes, little-endian, then the payload (AOSP adb protocol.txt). */
export interface Message {
  readonly command: Command;
  readonly arg0: number;
  readonly arg1: number;
  readonly payload: Buffer;
}

const COMMANDS = {
  CNXN: 0x4e584e43,
  AUTH: 0x48545541,
  OPEN: 0x4e45504f,
  OKAY: 0x59414b4f,
  WRTE: 0x45545257,
  CLSE: 0x45534c43,
  STLS: 0x534c5453,
} as const satisfies Record<string, number>;

type Command = keyof typeof COMMANDS;

/** From this protocol version on, the byte sum is neither sent nor checked (AOSP adb.h A_VERSION_SKIP_CHECKSUM). */
export const VERSION_SKIP_CHECKSUM = 0x0100_0001;
/** AOSP adb.h MAX_PAYLOAD. */
export const MAX_PAYLOAD = 1024 * 1024;

const HEADER_LENGTH = 24;
const commandNames = new Map<number, Command>(Object.entries(COMMANDS).map(([name, code]) => [code, name as Command]));

/** The peer does not speak adb. */
class AdbProtocolError extends HandsetError<'ADB_PROTOCOL'> {
  constructor(message: string) {
    super('ADB_PROTOCOL', message);
  }
}

export function encodeMessage(message: Message, options: { readonly checksum: boolean }): Buffer {
  const code = COMMANDS[message.command];
  const bytes = Buffer.allocUnsafe(HEADER_LENGTH + message.payload.length);
  bytes.writeUInt32LE(code, 0);
  bytes.writeUInt32LE(message.arg0, 4);
  bytes.writeUInt32LE(message.arg1, 8);
  bytes.writeUInt32LE(message.payload.length, 12);
  bytes.writeUInt32LE(options.checksum ? sumOf(message.payload) : 0, 16);
  bytes.writeUInt32LE((code ^ 0xffff_ffff) >>> 0, 20);
  message.payload.copy(bytes, HEADER_LENGTH);
  return bytes;
}

/** The protocol names this field crc32, but it is the sum of the bytes. */
function sumOf(payload: Buffer): number {
  let sum = 0;
  for (const byte of payload) {
    sum = (sum + byte) >>> 0;
  }
  return sum;
}

/** Assembles messages from the chunks of a socket. */
export class MessageReader {
  #chunks: Buffer[] = [];
  #length = 0;

  /** Returns the messages that the chunk completes. Throws AdbProtocolError; the connection cannot be used afterwards. */
  push(chunk: Buffer): Message[] {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    const messages: Message[] = [];
    for (let next = this.#take(); next !== null; next = this.#take()) {
      messages.push(next);
    }
    return messages;
  }

  #take(): Message | null {
    if (this.#length < HEADER_LENGTH) {
      return null;
    }
    const header = this.#front(HEADER_LENGTH);
    const payloadLength = header.readUInt32LE(12);
    const command = commandNames.get(header.readUInt32LE(0));
    if (command === undefined || header.readUInt32LE(20) !== (header.readUInt32LE(0) ^ 0xffff_ffff) >>> 0) {
      throw new AdbProtocolError(
        `The peer sent something else than an adb message: ${header.subarray(0, HEADER_LENGTH).toString('hex')}`,
      );
    }
    if (payloadLength > MAX_PAYLOAD) {
      throw new AdbProtocolError(
        `The peer announced ${payloadLength} bytes in a ${command} message; ${MAX_PAYLOAD} are allowed.`,
      );
    }
    if (this.#length < HEADER_LENGTH + payloadLength) {
      return null;
    }
    const bytes = this.#front(HEADER_LENGTH + payloadLength);
    this.#drop(HEADER_LENGTH + payloadLength);
    return {
      command,
      arg0: bytes.readUInt32LE(4),
      arg1: bytes.readUInt32LE(8),
      payload: bytes.subarray(HEADER_LENGTH, HEADER_LENGTH + payloadLength),
    };
  }

  /** A buffer that starts with the next `size` bytes. */
  #front(size: number): Buffer {
    const first = this.#chunks[0];
    if (first !== undefined && first.length >= size) {
      return first;
    }
    const joined = Buffer.concat(this.#chunks);
    this.#chunks = [joined];
    return joined;
  }

  #drop(size: number): void {
    const first = this.#front(size);
    this.#length -= size;
    if (first.length === size) {
      this.#chunks.shift();
    } else {
      this.#chunks[0] = first.subarray(size);
    }
  }
}
