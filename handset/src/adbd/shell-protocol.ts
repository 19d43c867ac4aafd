/** Packets inside a `shell,v2` stream: id (1 byte), length (4 bytes, little-endian), data (AOSP shell_protocol.h). */
export const PACKET_IDS = {
  stdin: 0,
  stdout: 1,
  stderr: 2,
  exit: 3,
  closeStdin: 4,
  windowSize: 5,
} as const;

export type PacketId = (typeof PACKET_IDS)[keyof typeof PACKET_IDS];

export const PACKET_HEADER_LENGTH = 5;

export function encodePacket(id: PacketId, data: Uint8Array): Buffer {
  const packet = Buffer.allocUnsafe(PACKET_HEADER_LENGTH + data.length);
  packet.writeUInt8(id, 0);
  packet.writeUInt32LE(data.length, 1);
  packet.set(data, PACKET_HEADER_LENGTH);
  return packet;
}
