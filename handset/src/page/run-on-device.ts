import { PACKET_HEADER_LENGTH, PACKET_IDS } from '../adbd/shell-protocol.ts';
import type { AdbdClient } from './adbd-client.ts';

export interface DeviceResult {
  readonly code: number;
  /** stdout and stderr in the order of their arrival. */
  readonly text: string;
}

/** Runs a command line in the handset's shell. */
export async function runOnDevice(client: AdbdClient, command: string): Promise<DeviceResult> {
  const stream = await client.open(`shell,v2,raw:${command}`);
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
  }
  const output: Buffer[] = [];
  let code = -1;
  for (let rest = Buffer.concat(chunks); rest.length >= PACKET_HEADER_LENGTH; ) {
    const id = rest.readUInt8(0);
    const end = PACKET_HEADER_LENGTH + rest.readUInt32LE(1);
    const data = rest.subarray(PACKET_HEADER_LENGTH, end);
    rest = rest.subarray(end);
    if (id === PACKET_IDS.exit) {
      code = data[0] ?? -1;
    } else {
      output.push(data);
    }
  }
  return { code, text: Buffer.concat(output).toString('utf8') };
}
