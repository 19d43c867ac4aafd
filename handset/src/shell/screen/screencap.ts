import { posix } from 'node:path';
import type { Call, CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { parseOptions } from '../options.ts';
import { decodePng } from './png.ts';
import { takeScreenshot } from './screenshot.ts';

/** AOSP screencap.cpp: RGBA_8888 with the colour space sRGB. */
const PIXEL_FORMAT = 1;
const COLOUR_SPACE = 1;

/** `screencap [-p] [-d DISPLAY] [FILE]`. Writes PNG with `-p` or into a `.png` file, else width, height, format, colour space and pixels. */
export const screencap: CommandRow = {
  name: 'screencap',
  async run(call) {
    const { flags, rest } = parseOptions(call.args, { flags: ['-p'], values: ['-d'] });
    const [path] = rest;
    const png = await takeScreenshot(call.system);
    const isPng = flags.has('-p') || path?.endsWith('.png') === true;
    await writeResult(call, path, isPng ? png : rawPixels(png));
    return EXIT_CODES.ok;
  },
};

function rawPixels(png: Buffer): Buffer {
  const { width, height, rgba } = decodePng(png);
  const header = Buffer.alloc(16);
  for (const [index, word] of [width, height, PIXEL_FORMAT, COLOUR_SPACE].entries()) {
    header.writeUInt32LE(word, index * 4);
  }
  return Buffer.concat([header, rgba]);
}

async function writeResult({ io, session, system }: Call, path: string | undefined, bytes: Buffer): Promise<void> {
  if (path === undefined || path === '-' || path === '/dev/stdout') {
    await io.stdout.write(bytes);
    return;
  }
  const writer = await system.files.write(posix.normalize(session.resolve(path)), 'replace');
  try {
    await writer.write(bytes);
  } finally {
    await writer.close();
  }
}
