import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The file in which an emulator and `adb emu` look for the console's token. */
const FILE = '.emulator_console_auth_token';

export interface AuthToken {
  readonly file: string;
  /** Empty: the console asks for none. */
  readonly token: string;
}

/** The token of the user's emulators. It is made where there is none, as the emulator does; an empty file switches it off. */
export async function readAuthToken(home: string): Promise<AuthToken> {
  const file = join(home, FILE);
  try {
    return { file, token: (await readFile(file, 'utf8')).trim() };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw error;
    }
  }
  const token = randomBytes(12).toString('base64url');
  await writeFile(file, token, { mode: 0o600, flag: 'wx' });
  return { file, token };
}
