import type { Call } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';

const POWER_SOURCES = ['ac', 'usb', 'wireless', 'dock'] as const;
const DISCHARGING = 3;

/** `dumpsys battery [set NAME VALUE | unplug | reset | get NAME]` and `cmd battery …`. The values are for tools: no app hears of them. */
export async function runBattery(call: Call, words: readonly string[]): Promise<number> {
  const { battery } = call.system;
  const [verb, name = '', value = ''] = words.filter((word) => word !== '-f');
  switch (verb) {
    case undefined:
    case '-a':
      await call.print(describe(call));
      return EXIT_CODES.ok;
    case 'unplug':
      for (const source of POWER_SOURCES) {
        battery.set(source, 0);
      }
      battery.set('status', DISCHARGING);
      return EXIT_CODES.ok;
    case 'reset':
      battery.reset();
      return EXIT_CODES.ok;
    case 'get':
      await call.print(`${battery.get(name)}\n`);
      return EXIT_CODES.ok;
    case 'set':
      if (!/^-?\d+$/.test(value)) {
        await call.printError(`Bad value: ${value}\n`);
        return EXIT_CODES.serviceError;
      }
      if (!battery.set(name, Number(value))) {
        await call.printError(`Unknown set option: ${name}\n`);
        return EXIT_CODES.serviceError;
      }
      return EXIT_CODES.ok;
    default:
      await call.printError(`Unknown command: ${verb}\n`);
      return EXIT_CODES.serviceError;
  }
}

function describe({ system }: Call): string {
  const { battery } = system;
  const powered = (name: string) => battery.get(name) !== 0;
  return `Current Battery Service state:
${battery.areUpdatesStopped ? "  (UPDATES STOPPED -- use 'reset' to restart)\n" : ''}  AC powered: ${powered('ac')}
  USB powered: ${powered('usb')}
  Wireless powered: ${powered('wireless')}
  Dock powered: ${powered('dock')}
  Max charging current: 500000
  Max charging voltage: 5000000
  Charge counter: ${battery.get('counter')}
  status: ${battery.get('status')}
  health: ${battery.get('health')}
  present: ${powered('present')}
  level: ${battery.get('level')}
  scale: ${battery.get('scale')}
  voltage: ${battery.get('voltage')}
  temperature: ${battery.get('temp')}
  technology: Li-ion
`;
}
