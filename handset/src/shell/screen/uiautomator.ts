import { HandsetError } from '../../errors.ts';
import type { Call, CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { parseOptions, UsageError } from '../options.ts';

const DEFAULT_PATH = '/sdcard/window_dump.xml';

/** `uiautomator dump [--compressed] [FILE]`; `/dev/tty` means stdout. Tools look for the last line, which AOSP misspells. */
export const uiautomator: CommandRow = {
  name: 'uiautomator',
  async run(call) {
    const { rest } = parseOptions(call.args, { flags: ['--compressed', '--windows'], values: ['--display-id'] });
    const [verb, path = DEFAULT_PATH] = rest;
    if (verb !== 'dump') {
      throw new UsageError(`'${verb ?? ''}' is not known; this handset's uiautomator knows dump only`);
    }
    const xml = await dumpForeground(call);
    if (xml === null) {
      await call.printError('ERROR: null root node returned by UiTestAutomationBridge.\n');
      return EXIT_CODES.failure;
    }
    if (path === '/dev/tty' || path === '/dev/stdout') {
      await call.print(xml);
    } else {
      await writeFile(call, path, xml);
    }
    await call.print(`UI hierchary dumped to: ${path}\n`);
    return EXIT_CODES.ok;
  },
};

async function dumpForeground({ system }: Call): Promise<string | null> {
  const app = system.device.apps.foreground();
  if (app === null) {
    return null;
  }
  const { xml } = await app.call('dump');
  if (typeof xml !== 'string') {
    throw new HandsetError('NO_DUMP', `${app.package} was asked for its views and sent none; its log is in logcat`);
  }
  return xml;
}

async function writeFile({ session, system }: Call, path: string, text: string): Promise<void> {
  const writer = await system.files.write(session.resolve(path), 'replace');
  try {
    await writer.write(Buffer.from(text));
  } finally {
    await writer.close();
  }
}
