import type { LogEntry } from '../../../device.ts';

const HEADER_LENGTH = 20;
const MAX_PAYLOAD = 4068;

/** The logger_entry of `logcat -B`: length, header size, pid, tid, seconds, nanoseconds; then priority, tag and message, each text with a NUL. */
export function encodeEntry(entry: LogEntry): Buffer {
  const text = Buffer.concat([Buffer.of(entry.priority), Buffer.from(`${entry.tag}\0${entry.message}`)]);
  const payload = Buffer.concat([text.subarray(0, MAX_PAYLOAD - 1), Buffer.of(0)]);
  const header = Buffer.alloc(HEADER_LENGTH);
  header.writeUInt16LE(payload.length, 0);
  header.writeUInt16LE(HEADER_LENGTH, 2);
  header.writeInt32LE(entry.pid, 4);
  header.writeInt32LE(entry.tid, 8);
  header.writeInt32LE(entry.seconds, 12);
  header.writeInt32LE(entry.nanos, 16);
  return Buffer.concat([header, payload]);
}
