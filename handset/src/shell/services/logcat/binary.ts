import type { LogEntry } from '../../../device.ts';

const headerLength = 20;
const maxPayload = 4068;

/** logger_entry of `logcat -B`: length, header size, pid, tid, seconds, nanoseconds; then priority, tag and message ended by NUL. */
export function encodeEntry(entry: LogEntry): Buffer {
  const text = Buffer.concat([Buffer.of(entry.priority), Buffer.from(`${entry.tag}\0${entry.message}`)]);
  const payload = Buffer.concat([text.subarray(0, maxPayload - 1), Buffer.of(0)]);
  const header = Buffer.alloc(headerLength);
  header.writeUInt16LE(payload.length, 0);
  header.writeUInt16LE(headerLength, 2);
  header.writeInt32LE(entry.pid, 4);
  header.writeInt32LE(entry.tid, 8);
  header.writeInt32LE(entry.seconds, 12);
  header.writeInt32LE(entry.nanos, 16);
  return Buffer.concat([header, payload]);
}
