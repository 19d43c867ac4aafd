import type { Shell } from '../shell/shell-io.ts';
import type { ServiceRow } from './services.ts';
import { writeTo } from './stream-sink.ts';

/** `screencap` writes width, height, format and colour space before the pixels. */
const SCREENCAP_HEADER_LENGTH = 16;
const BITS_PER_PIXEL = 32;

/** Version 1 of the header has 13 words. AOSP sends version 2 with 14 words, which adbkit misreads. */
const HEADER_WORDS = 13;

/** `framebuffer:`. As in AOSP, the pixels come from the `screencap` command. */
export function framebufferServices(shell: Shell): readonly ServiceRow[] {
  return [
    {
      prefix: 'framebuffer:',
      open: async () => {
        const capture = await runScreencap(shell);
        return capture === null
          ? null
          : async (stream) => {
              await writeTo(stream, headerOf(capture.readUInt32LE(0), capture.readUInt32LE(4)));
              await writeTo(stream, capture.subarray(SCREENCAP_HEADER_LENGTH));
            };
      },
    },
  ];
}

async function runScreencap(shell: Shell): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  const code = await shell.run('screencap', {
    stdin: { read: async () => null },
    stdout: { write: async (data) => void chunks.push(data) },
    stderr: { write: async () => undefined },
    signal: new AbortController().signal,
  });
  const capture = Buffer.concat(chunks);
  return code === 0 && capture.length > SCREENCAP_HEADER_LENGTH ? capture : null;
}

/** Version, bits, size, width, height, then offset and length of red, blue, green and alpha (AOSP framebuffer_service.cpp). */
function headerOf(width: number, height: number): Buffer {
  const words = [1, BITS_PER_PIXEL, width * height * 4, width, height, 0, 8, 16, 8, 8, 8, 24, 8];
  const header = Buffer.alloc(HEADER_WORDS * 4);
  for (const [index, word] of words.entries()) {
    header.writeUInt32LE(word, index * 4);
  }
  return header;
}
