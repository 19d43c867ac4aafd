import type { Call, CommandRow } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { forceStop, kill, startActivity } from './activities.ts';
import { sendBroadcast } from './broadcast.ts';
import { instrument } from './instrument.ts';
import { startForegroundService, startService, stopService } from './services.ts';

type Subcommand = (call: Call, args: readonly string[]) => Promise<number>;

const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  broadcast: sendBroadcast,
  'force-stop': forceStop,
  'get-current-user': async ({ print }) => {
    await print('0\n');
    return EXIT_CODES.ok;
  },
  instrument,
  kill,
  start: startActivity,
  'start-activity': startActivity,
  'start-foreground-service': startForegroundService,
  'start-service': startService,
  startservice: startService,
  'stop-service': stopService,
  stopservice: stopService,
  'stop-app': forceStop,
};

/** The activity manager: `am …` and `cmd activity …`. */
export const am: CommandRow = {
  name: 'am',
  async run(call) {
    const [name = '', ...args] = call.args;
    const run = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
    if (run === undefined) {
      await call.printError(`Unknown command: ${name}\nThis handset's am knows: ${Object.keys(SUBCOMMANDS).join(', ')}\n`);
      return EXIT_CODES.serviceError;
    }
    return await run(call, args);
  },
};
