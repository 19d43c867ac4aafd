/** Lines of the device's log that say that an app's process ended by its own doing. */
const OWN_DOING: readonly RegExp[] = [
  // AOSP RuntimeInit.LoggingHandler.
  /FATAL EXCEPTION/,
  // AOSP Process.sendSignal, of killProcess().
  /Sending signal\. PID: \d+ SIG: \d+/,
  // AOSP debuggerd, of a native crash.
  /Fatal signal \d+ \(SIG(SEGV|ABRT|BUS|FPE|ILL|TRAP)\)/,
  // AOSP Runtime.exit, of System.exit().
  /VM exiting with result code/,
  // The handset's line has the exit code of a process that ended by itself, and none where it was killed.
  /Process \S+ \(pid \d+\) has crashed \(\d+\)/,
];

/** The exception of the crash, where `am instrument` has one. */
const EXCEPTION = /INSTRUMENTATION_RESULT: (?:longMsg|shortMsg)=[\w.$]+(?:Exception|Error)/;

/**
 * Whether an app's process was ended from outside: by kill -9, `am force-stop`, the system's want of memory. Neither `am instrument` nor
 * the log then has a reason that lies in the app.
 */
export function wasKilled(ending: string, log: readonly string[]): boolean {
  return !EXCEPTION.test(ending) && !log.some((line) => OWN_DOING.some((pattern) => pattern.test(line)));
}

/** The exception in the log, with the first line of its stack; null where the log has none. */
export function exceptionIn(log: readonly string[]): string | null {
  const fatal = log.findIndex((line) => line.includes('FATAL EXCEPTION'));
  if (fatal === -1) {
    return null;
  }
  const texts = log.slice(fatal, fatal + 8).map((line) => line.replace(/^.*?AndroidRuntime: ?/, ''));
  const exception = texts.find((text) => /^[\w.$]+(Exception|Error)\b/.test(text));
  return exception === undefined ? null : `${exception.slice(0, 200)} (${texts[0] ?? ''})`;
}
