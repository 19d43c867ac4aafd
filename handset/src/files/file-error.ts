import { HandsetError } from '../errors.ts';

/** Linux error numbers and the texts of bionic's strerror. */
const ERRNO_TABLE = {
  EPERM: [1, 'Operation not permitted'],
  ENOENT: [2, 'No such file or directory'],
  EIO: [5, 'I/O error'],
  EACCES: [13, 'Permission denied'],
  EEXIST: [17, 'File exists'],
  ENOTDIR: [20, 'Not a directory'],
  EISDIR: [21, 'Is a directory'],
  EINVAL: [22, 'Invalid argument'],
  ENOSPC: [28, 'No space left on device'],
  EROFS: [30, 'Read-only file system'],
  ENAMETOOLONG: [36, 'File name too long'],
  ENOTEMPTY: [39, 'Directory not empty'],
  ELOOP: [40, 'Too many symbolic links encountered'],
} as const satisfies Record<string, readonly [number, string]>;

export type FileErrorCode = keyof typeof ERRNO_TABLE;

/** A path could not be used. `message` is the text that Android's tools print after the path. */
export class FileError extends HandsetError<FileErrorCode> {
  readonly errno: number;

  constructor(code: FileErrorCode, options?: ErrorOptions) {
    super(code, ERRNO_TABLE[code][1], options);
    this.errno = ERRNO_TABLE[code][0];
  }
}

/** Turns an error of Node's fs into a FileError. Returns every other error as it is. */
export function toFileError(error: unknown): unknown {
  if (error instanceof FileError || !(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') {
    return error;
  }
  return new FileError(isKnown(error.code) ? error.code : 'EIO', { cause: error });
}

function isKnown(code: string): code is FileErrorCode {
  return Object.hasOwn(ERRNO_TABLE, code);
}
