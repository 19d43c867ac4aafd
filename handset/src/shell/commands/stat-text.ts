import type { FileStat } from '../../files/file-stat.ts';

const TYPE_LETTERS = { file: '-', directory: 'd', link: 'l' } as const;
const OWNER_NAMES: Readonly<Record<number, string>> = { 0: 'root', 1000: 'system', 2000: 'shell', 9997: 'everybody' };
const FIRST_APP_UID = 10_000;

/** `-rw-rw----`. */
export function rightsOf({ kind, mode }: FileStat): string {
  const letters = [...'rwxrwxrwx'].map((letter, place) => ((mode >> (8 - place)) & 1 ? letter : '-'));
  for (const [bit, place, letter] of [
    [0o4000, 2, 's'],
    [0o2000, 5, 's'],
    [0o1000, 8, 't'],
  ] as const) {
    if (mode & bit) {
      letters[place] = letters[place] === 'x' ? letter : letter.toUpperCase();
    }
  }
  return `${TYPE_LETTERS[kind]}${letters.join('')}`;
}

/** The name of a user or group: `shell`, `u0_a123`. */
export function ownerName(uid: number): string {
  return OWNER_NAMES[uid] ?? (uid >= FIRST_APP_UID ? `u0_a${uid - FIRST_APP_UID}` : String(uid));
}
