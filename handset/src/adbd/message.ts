/** One adb message: 24 bytes of header, little-endian, then the payload (AOSP adb protocol.txt). */
export interface Message {
  readonly command: Command;
  readonly arg0: number;
  readonly arg1: number;
  readonly payload: Buffer;
}

const commands = {
  CNXN: 0x4e584e43,
  AUTH: 0x48545541,
  OPEN: 0x4e45504f,
  OKAY: 0x59414b4f,
  WRTE: 0x45545257,
  CLSE: 0x45534c43,
  STLS: 0x534c5453,
} as const satisfies Record<string, number>;

type Command = keyof typeof commands;

/** From this version on nobody makes or checks the byte sum (AOSP adb.h A_VERSION_SKIP_CHECKSUM). */
export const versionSkipChecksum = 0x0100_0001;
/** AOSP adb.h MAX_PAYLOAD. */
export const maxPayload = 1024 * 1024;

const headerLength = 24;
const names = new Map<number, Command>(Object.entries(commands).map(([name, code]) => [code, name as Command]));

class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

export function encodeMessage(message: Message, options: { readonly checksum: boolean }): Buffer {
  const code = commands[message.command];
  const bytes = Buffer.allocUnsafe(headerLength + message.payload.length);
  bytes.writeUInt32LE(code, 0);
  bytes.writeUInt32LE(message.arg0, 4);
  bytes.writeUInt32LE(message.arg1, 8);
  bytes.writeUInt32LE(message.payload.length, 12);
  bytes.writeUInt32LE(options.checksum ? sumOf(message.payload) : 0, 16);
  bytes.writeUInt32LE((code ^ 0xffff_ffff) >>> 0, 20);
  message.payload.copy(bytes, headerLength);
  return bytes;
}

/** The protocol calls it crc32; it is the sum of the bytes. */
function sumOf(payload: Buffer): number {
  let sum = 0;
  for (const byte of payload) {
    sum = (sum + byte) >>> 0;
  }
  return sum;
}

/** Takes the bytes of a socket as they come and gives whole messages. */
export class MessageReader {
  private chunks: Buffer[] = [];
  private length = 0;

  /** Throws ProtocolError when the peer does not speak adb; the connection is of no use then. */
  push(chunk: Buffer): Message[] {
    this.chunks.push(chunk);
    this.length += chunk.length;
    const messages: Message[] = [];
    for (let next = this.take(); next !== null; next = this.take()) {
      messages.push(next);
    }
    return messages;
  }

  private take(): Message | null {
    if (this.length < headerLength) {
      return null;
    }
    const header = this.front(headerLength);
    const payloadLength = header.readUInt32LE(12);
    const command = names.get(header.readUInt32LE(0));
    if (command === undefined || header.readUInt32LE(20) !== (header.readUInt32LE(0) ^ 0xffff_ffff) >>> 0) {
      throw new ProtocolError(`not an adb message: ${header.subarray(0, headerLength).toString('hex')}`);
    }
    if (payloadLength > maxPayload) {
      throw new ProtocolError(`${command} announces ${payloadLength} bytes, ${maxPayload} are allowed`);
    }
    if (this.length < headerLength + payloadLength) {
      return null;
    }
    const bytes = this.front(headerLength + payloadLength);
    this.drop(headerLength + payloadLength);
    return {
      command,
      arg0: bytes.readUInt32LE(4),
      arg1: bytes.readUInt32LE(8),
      payload: bytes.subarray(headerLength, headerLength + payloadLength),
    };
  }

  /** The first chunk, joined with as many others as it takes to hold `size` bytes. */
  private front(size: number): Buffer {
    const first = this.chunks[0];
    if (first !== undefined && first.length >= size) {
      return first;
    }
    const joined = Buffer.concat(this.chunks);
    this.chunks = [joined];
    return joined;
  }

  private drop(size: number): void {
    const first = this.front(size);
    this.length -= size;
    if (first.length === size) {
      this.chunks.shift();
    } else {
      this.chunks[0] = first.subarray(size);
    }
  }
}
