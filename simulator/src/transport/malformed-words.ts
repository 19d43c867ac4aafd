import type { Connection } from './connection.ts';

/** What bytes are that Node's HTTP parser fails at, in words. */

/** A request line, or the beginning of one. */
const REQUEST_LINE = /^([A-Za-z]{1,20}) ([!-~]{1,4000})/;

const PROXY_V2 = Buffer.from('0d0a0d0a000d0a515549540a', 'hex');

const BODY_IS_LONGER =
  'bytes that are no request follow a request: its body had no Content-Length, or is longer than its Content-Length said';

const FOLDED = 'a header goes on in a second line, which HTTP does not allow any more';

/** The parser calls a header whose first line is empty a control character. */
const FOLD = /:[ \t]*\r\n[ \t]/;

/** What bytes are that are no HTTP/1.1, or none that is asked for here. */
const OTHER_SPEECH = [
  {
    // A record of a TLS handshake.
    begins: (bytes: Buffer) => bytes[0] === 22 && bytes[1] === 3,
    why: 'the client began TLS on a port of plain HTTP: use http:// here, or a port whose URL is https://',
  },
  { begins: beginsWith(/^PRI \* HTTP\/2/), why: 'the client speaks HTTP/2 without asking: HTTP/1.1 is served' },
  {
    begins: (bytes: Buffer) => beginsWith(/^PROXY /)(bytes) || PROXY_V2.equals(bytes.subarray(0, PROXY_V2.length)),
    why: 'the client sent a PROXY header on a port that takes none: the ports of PROXY headers are others',
    whyProxied: 'a second PROXY header follows the first: one proxy more than asked for writes one',
  },
  { begins: beginsWith(/^(?:get|post|put|head) \//), why: 'the method is in lower case, and letter case counts' },
  { begins: beginsWith(/^\s*[{[]/), why: BODY_IS_LONGER },
  { begins: beginsWith(/^(?:SSH-|EHLO |HELO |\*\d+\r\n)/), why: 'the client speaks another protocol than HTTP' },
  { begins: beginsWith(/^[A-Z]+\t/), why: 'tabs stand between the parts of the request line, where HTTP has one blank' },
  { begins: beginsWith(/^[A-Z]+ [!-~]+ HTTP\/1\.[01]\n/), why: 'lines end with a line feed alone, where HTTP has CR LF' },
] as const;

/** What the parser's own words mean to whoever wrote the client; others are told as they are. */
const PARSER_WORDS = [
  { said: /Data after `Connection: close`/, why: BODY_IS_LONGER },
  { said: /^Parse Error$/, code: 'HPE_INVALID_EOF_STATE', why: 'the client ended its side in the middle of a request' },
  { said: /whitespace after header value/, why: FOLDED },
  { said: /Invalid header token/, why: 'the name of a header has a blank or another character that names do not have' },
  { said: /Invalid header value char/, why: 'the value of a header has a control character' },
  { said: /Invalid char in url/, why: 'the target has a character that needs a percent escape' },
  { said: /Unexpected start char in url/, why: 'the target does not begin with a slash' },
  {
    said: /Expected HTTP\/, RTSP\/ or ICE\//,
    why: 'a blank stands in the target, where it needs a percent escape, or no version behind it',
  },
  {
    said: /Expected CRLF after version|Missing expected LF after/,
    why: 'lines end with a carriage return alone, where HTTP has CR LF',
  },
  { said: /Missing expected CR after/, why: 'lines end with a line feed alone, where HTTP has CR LF' },
  { said: /Duplicate Content-Length/, why: 'two Content-Length headers' },
  {
    said: /Content-Length can't be present with Transfer-E|Transfer-Encoding can't be present with Content/,
    why: 'Content-Length and Transfer-Encoding stand in one head: one of them alone is asked for',
  },
  { said: /Invalid `Transfer-Encoding`/, why: 'chunked is not the last coding of Transfer-Encoding, or stands there twice' },
  { said: /Invalid character in Content-Length|Empty Content-Length/, why: 'Content-Length is no number' },
  { said: /Content-Length overflow/, why: 'Content-Length is beyond every number of bytes' },
  {
    said: /Invalid character in chunk size|Chunk size overflow/,
    why: 'a chunk does not begin with its size in hexadecimal digits, or one before it was longer than its size said',
  },
  { said: /Chunk extensions overflow/, why: 'the extensions of a chunk are longer than 16 KiB' },
  { said: /Header overflow/, why: 'the head is longer than 16 KiB' },
  { said: /Invalid method/, why: 'the method is none that the parser knows' },
  { said: /Invalid HTTP version/, why: 'HTTP/1.0 and HTTP/1.1 are served, and no other version' },
] as const satisfies readonly { readonly said: RegExp; readonly code?: string; readonly why: string }[];

function beginsWith(start: RegExp): (bytes: Buffer) => boolean {
  return (bytes) => start.test(bytes.toString('latin1', 0, 200));
}

/** The parser's words, or what the bytes are where they are no HTTP at all. */
export function whyMalformed(error: Error, { isProxied }: Pick<Connection, 'isProxied'>): string {
  const packet = packetOf(error);
  const code = 'code' in error ? error.code : '';
  if (packet !== null && code === 'HPE_INVALID_METHOD' && followsHead(packet, error)) {
    return BODY_IS_LONGER;
  }
  if (packet !== null && code === 'HPE_INVALID_HEADER_TOKEN' && FOLD.test(packet.toString('latin1'))) {
    return FOLDED;
  }
  const other = packet === null ? undefined : OTHER_SPEECH.find(({ begins }) => begins(packet));
  if (isProxied && other !== undefined && 'whyProxied' in other) {
    return other.whyProxied;
  }
  return (
    (other ?? PARSER_WORDS.find((row) => row.said.test(error.message) && (!('code' in row) || row.code === code)))?.why ??
    error.message
  );
}

/** Whether the bytes that the parser read before it failed have the end of a head. */
function followsHead(packet: Buffer, error: Error): boolean {
  const parsed = 'bytesParsed' in error ? Number(error.bytesParsed) : 0;
  return packet.subarray(0, parsed).includes('\r\n\r\n');
}

/** Method and target where the bytes that the parser failed at begin with them; those bytes may be the middle of a body. Null: there are none. */
export function startOf(error: Error): string | null {
  const packet = packetOf(error);
  if (packet === null) {
    return null;
  }
  const [, method, target] = REQUEST_LINE.exec(packet.subarray(0, 4100).toString('latin1')) ?? [];
  return method === undefined ? `${packet.length} bytes that begin with no request line` : `${method} ${target}`;
}

function packetOf(error: Error): Buffer | null {
  return 'rawPacket' in error && Buffer.isBuffer(error.rawPacket) ? error.rawPacket : null;
}
