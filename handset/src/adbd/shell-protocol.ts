/** Packets inside a `shell,v2` stream: 1 byte id, 4 bytes length little-endian, data (AOSP shell_protocol.h). */
export const packetIds = {
  stdin: 0,
  stdout: 1,
  stderr: 2,
  exit: 3,
  closeStdin: 4,
  windowSize: 5,
} as const;

export type PacketId = (typeof packetIds)[keyof typeof packetIds];

export const packetHeaderLength = 5;

export function encodePacket(id: PacketId, data: Uint8Array): Buffer {
  const packet = Buffer.allocUnsafe(packetHeaderLength + data.length);
  packet.writeUInt8(id, 0);
  packet.writeUInt32LE(data.length, 1);
  packet.set(data, packetHeaderLength);
  return packet;
}
