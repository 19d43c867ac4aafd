/**
 * Base class of every error of the handset. `code` is literal and stable. `message` says what was tried, what came back and what to do.
 */
export class HandsetError<Code extends string = string> extends Error {
  readonly code: Code;

  constructor(code: Code, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** The process of an app has ended, so that a call did not reach it or was not answered. */
export class AppGoneError extends HandsetError<'APP_GONE'> {
  constructor(message: string) {
    super('APP_GONE', message);
  }
}

/** A method of handset/PROTOCOL.md §1 failed inside the app's process. `type` is the Java class of the exception. */
export class AppCallError extends HandsetError<'APP_CALL_FAILED'> {
  readonly type: string;

  constructor(type: string, message: string) {
    super('APP_CALL_FAILED', message);
    this.type = type;
  }
}

/** An APK was refused. `code` is `INSTALL_FAILED_…` or `INSTALL_PARSE_FAILED_…`, as `adb install` prints it. */
export class InstallError extends HandsetError {}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
