/** TLS as it stands on a bare socket: enough to begin a handshake and to read what a server shows (RFC 5246, RFC 6066). */

const RECORD = { alert: 21, handshake: 22 } as const;
const TLS_1_0 = 0x0301;
const TLS_1_2 = 0x0303;

function u8(value: number): Buffer {
  return Buffer.from([value]);
}

function u16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 0xff]);
}

function u24(value: number): Buffer {
  return Buffer.from([value >> 16, (value >> 8) & 0xff, value & 0xff]);
}

function long(bytes: Buffer): Buffer {
  return Buffer.concat([u16(bytes.length), bytes]);
}

function list(...values: readonly number[]): Buffer {
  return long(Buffer.concat(values.map(u16)));
}

function record(type: number, version: number, body: Buffer): Buffer {
  return Buffer.concat([u8(type), u16(version), long(body)]);
}

function extension(type: number, body: Buffer): Buffer {
  return Buffer.concat([u16(type), long(body)]);
}

/** The record that carries it says 1.0, as every first one does. Offers a version no newer than this one, by default TLS 1.2: there the certificate comes in the clear. */
export function clientHello(serverName: string, version = TLS_1_2): Buffer {
  const name = Buffer.from(serverName);
  const extensions = Buffer.concat([
    extension(0, long(Buffer.concat([u8(0), long(name)]))),
    // x25519, P-256; RSA-PSS and PKCS#1 with SHA-256, PKCS#1 with SHA-1; uncompressed points.
    extension(10, list(0x001d, 0x0017)),
    extension(13, list(0x0804, 0x0401, 0x0201)),
    extension(11, Buffer.from([1, 0])),
  ]);
  const hello = Buffer.concat([
    u16(version),
    Buffer.alloc(32, 7),
    u8(0),
    // ECDHE-RSA with AES-128-GCM, AES-256-GCM, AES-128-CBC-SHA.
    list(0xc02f, 0xc030, 0xc013),
    Buffer.from([1, 0]),
    long(extensions),
  ]);
  return record(RECORD.handshake, TLS_1_0, Buffer.concat([u8(1), u24(hello.length), hello]));
}

/** RFC 5246 §7.2 numbers the alerts. */
export function fatalAlert(description: number): Buffer {
  return record(RECORD.alert, TLS_1_2, Buffer.from([2, description]));
}

/** What a server showed in the clear, as far as it came. */
export interface ServerFlight {
  /** That it chose: 0x0303 is TLS 1.2; null where it said no hello. */
  readonly version: number | null;
  /** DER, the leaf first. */
  readonly certificates: readonly Buffer[];
  /** ServerHelloDone came. */
  readonly isDone: boolean;
}

const HANDSHAKE = { serverHello: 2, certificate: 11, serverHelloDone: 14 } as const;

export function readServerFlight(bytes: Buffer): ServerFlight {
  let version: number | null = null;
  let certificates: readonly Buffer[] = [];
  let isDone = false;
  for (const { type, body } of handshakeMessages(bytes)) {
    if (type === HANDSHAKE.serverHello) {
      version = body.readUInt16BE(0);
    } else if (type === HANDSHAKE.certificate) {
      certificates = splitLong(body.subarray(3));
    } else if (type === HANDSHAKE.serverHelloDone) {
      isDone = true;
    }
  }
  return { version, certificates, isDone };
}

/** Messages may be cut over records anywhere. */
function handshakeMessages(bytes: Buffer): readonly { readonly type: number; readonly body: Buffer }[] {
  const parts: Buffer[] = [];
  for (let at = 0; at + 5 <= bytes.length; at += 5 + bytes.readUInt16BE(at + 3)) {
    if (bytes[at] === RECORD.handshake) {
      parts.push(bytes.subarray(at + 5, at + 5 + bytes.readUInt16BE(at + 3)));
    }
  }
  const joined = Buffer.concat(parts);
  const messages: { type: number; body: Buffer }[] = [];
  for (let at = 0; at + 4 <= joined.length; at += 4 + joined.readUIntBE(at + 1, 3)) {
    const body = joined.subarray(at + 4, at + 4 + joined.readUIntBE(at + 1, 3));
    if (body.length === joined.readUIntBE(at + 1, 3)) {
      messages.push({ type: joined[at] ?? 0, body });
    }
  }
  return messages;
}

/** Pieces that each begin with a length of three bytes. */
function splitLong(bytes: Buffer): readonly Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0; at + 3 <= bytes.length; at += 3 + bytes.readUIntBE(at, 3)) {
    pieces.push(bytes.subarray(at + 3, at + 3 + bytes.readUIntBE(at, 3)));
  }
  return pieces;
}
