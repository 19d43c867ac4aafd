import type { Call } from '../command.ts';

/** Replaces or extends a file of the device. */
export async function writeFileOf(
  call: Call,
  path: string,
  content: { readonly data: Uint8Array; readonly mode?: 'replace' | 'append' },
): Promise<void> {
  const writer = await call.system.files.write(call.session.resolve(path), content.mode ?? 'replace');
  try {
    await writer.write(content.data);
  } finally {
    await writer.close();
  }
}
