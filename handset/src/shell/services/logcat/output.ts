import type { FileWriter } from '../../../files/file-tree.ts';
import type { Call } from '../../command.ts';
import type { LogcatRequest } from './request.ts';

/** Where logcat writes: stdout, or a file that is rotated (`-f`, `-r`, `-n`). */
export interface LogOutput {
  write(data: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

const KIB = 1024;

export async function openOutput(call: Call, { file, rotation }: LogcatRequest): Promise<LogOutput> {
  if (file === null) {
    return { write: async (data) => await call.io.stdout.write(data), close: async () => undefined };
  }
  const path = call.session.resolve(file);
  const { files } = call.system;
  let writer: FileWriter = await files.write(path, 'append');
  let size = (await files.stat(path))?.size ?? 0;
  return {
    async write(data) {
      await writer.write(data);
      size += data.length;
      if (size >= rotation.kibibytes * KIB) {
        await writer.close();
        await rotate(call, path, rotation.count);
        writer = await files.write(path, 'replace');
        size = 0;
      }
    },
    close: async () => await writer.close(),
  };
}

/** `log` becomes `log.1`, `log.1` becomes `log.2`, and so on; the last one goes. Logcat pads the number to the width of the count. */
async function rotate(call: Call, path: string, count: number): Promise<void> {
  const { files } = call.system;
  const nameOf = (number: number) => (number === 0 ? path : `${path}.${String(number).padStart(String(count).length, '0')}`);
  for (let number = count; number > 0; number -= 1) {
    if ((await files.stat(nameOf(number - 1))) !== null) {
      await files.rename(nameOf(number - 1), nameOf(number));
    }
  }
}
