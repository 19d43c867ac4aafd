import type { Serve, ServiceRow } from './services.ts';
import type { AdbStream } from './stream.ts';

const PORT_LIMIT = 65_535;

/** Answers with adbd's text of a user build, or says what the handset cannot do. Each stream is closed after its text. */
export const DEVICE_SERVICES: readonly ServiceRow[] = [
  { prefix: 'root:', open: () => answer('adbd cannot run as root in production builds\n') },
  { prefix: 'unroot:', open: () => answer('adbd not running as root\n') },
  { prefix: 'remount:', open: () => answer('Not running as root. Try "adb root" first.\n') },
  { prefix: 'disable-verity:', open: () => answer('verity cannot be disabled/enabled - USER build\n') },
  { prefix: 'enable-verity:', open: () => answer('verity cannot be disabled/enabled - USER build\n') },
  { prefix: 'reboot:', open: () => answer('this handset cannot reboot: end its process and start it again\n') },
  { prefix: 'tcpip:', open: ({ argument }) => answer(tcpipText(argument)) },
  { prefix: 'usb:', open: () => answer('this handset has no USB: it stays on its TCP port\n') },
  // No app of the handset takes a debugger.
  { prefix: 'jdwp', open: () => answer('') },
  { prefix: 'track-jdwp', open: () => waitForHost },
];

function answer(text: string): Serve {
  return async (stream) => {
    stream.write(text);
  };
}

function tcpipText(argument: string): string {
  const port = Number(argument);
  return /^\d+$/.test(argument) && port > 0 && port <= PORT_LIMIT
    ? 'this handset keeps its TCP port: --port of quhao handset start names another\n'
    : `invalid port: ${argument}\n`;
}

/** Sends the empty list and keeps the stream open, as adbd does until a process appears. */
async function waitForHost(stream: AdbStream): Promise<void> {
  stream.write('0000');
  if (!stream.hangup.aborted) {
    await new Promise<void>((resolve) => stream.hangup.addEventListener('abort', () => resolve(), { once: true }));
  }
}
