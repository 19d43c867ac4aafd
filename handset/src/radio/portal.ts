import { Duplex } from 'node:stream';
import { ConnectError } from './upstream.ts';

const HTTP_PORT = 80;
const END_OF_HEAD = '\r\n\r\n';

/** A reserved name (RFC 6761), so that it leads nowhere unless a route says where. */
const SIGN_IN_URL = 'http://portal.invalid/';

/** What a captive portal makes of a connection: plain HTTP is sent to its page, everything else is refused. Throws ConnectError. */
export function openPortal(host: string, port: number): Duplex {
  if (port !== HTTP_PORT) {
    throw new ConnectError('REFUSED', `connect to ${host}:${port}: the captive portal of the Wi-Fi lets plain HTTP through only`);
  }
  return new PortalStream();
}

/** Answers one request with a redirect and closes. */
class PortalStream extends Duplex {
  /** The last of what has come, which may be the start of the end of the head. */
  #tail = '';
  #hasAnswered = false;

  override _read(): void {
    // The answer is pushed when the request has come.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    if (this.#hasAnswered) {
      done();
      return;
    }
    const text = this.#tail + chunk.toString('latin1');
    this.#tail = text.slice(1 - END_OF_HEAD.length);
    if (text.includes(END_OF_HEAD)) {
      this.#hasAnswered = true;
      this.push(`HTTP/1.1 302 Found\r\nLocation: ${SIGN_IN_URL}\r\nContent-Length: 0\r\nConnection: close${END_OF_HEAD}`);
      this.push(null);
    }
    done();
  }
}
