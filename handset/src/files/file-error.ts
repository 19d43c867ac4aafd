/** Linux numbers and bionic's words for what can go wrong with a path. */
const errnoTable = {
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

export type FileErrorCode = keyof typeof errnoTable;

/** A path that could not be used; `message` is what Android's tools print behind it. */
export class FileError extends Error {
  override readonly name = 'FileError';
  readonly code: FileErrorCode;
  readonly errno: number;

  constructor(code: FileErrorCode, options?: ErrorOptions) {
    super(errnoTable[code][1], options);
    this.code = code;
    this.errno = errnoTable[code][0];
  }
}

/** What Node's fs threw, in our words. Anything that is no file fault is passed on as it is. */
export function toFileError(cause: unknown): unknown {
  if (cause instanceof FileError || !(cause instanceof Error) || !('code' in cause) || typeof cause.code !== 'string') {
    return cause;
  }
  return new FileError(isKnown(cause.code) ? cause.code : 'EIO', { cause });
}

function isKnown(code: string): code is FileErrorCode {
  return Object.hasOwn(errnoTable, code);
}
