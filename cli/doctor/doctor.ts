import { Command } from 'commander';
import type { Finding } from '../../conformance/src/by-hand.ts';
import { CliError } from '../cli-error.ts';
import { serialFlag, withDevice } from '../device/with-device.ts';
import { EXIT_ENVIRONMENT } from '../exit-codes.ts';
import { jsonText } from '../json-text.ts';
import { examplesText } from '../server/server-command.ts';
import { tableText } from '../table-text.ts';
import type { Terminal } from '../terminal.ts';
import { examineMachine } from './machine-checks.ts';

interface DoctorFlags {
  readonly serial?: string;
  readonly json: boolean;
}

export function doctorCommand(terminal: Terminal): Command {
  return new Command('doctor')
    .description('look whether this machine, and with --serial a device, has what quhao needs; each line has its cure')
    .addOption(serialFlag())
    .option('--json', 'JSON instead of text', false)
    .addHelpText(
      'after',
      `\nExit codes: 0 nothing that is needed is missing · 3 something is\n${examplesText(['doctor', 'doctor --serial 127.0.0.1:6555', 'doctor --json'])}`,
    )
    .action(async (flags: DoctorFlags) => {
      const machine = await examineMachine(terminal.env);
      const serial = flags.serial ?? (terminal.env['ANDROID_SERIAL'] || undefined);
      const device = serial === undefined ? null : await examineNamed({ ...flags, serial }, terminal);
      if (flags.json) {
        terminal.print(jsonText({ machine, serial: serial ?? null, device }));
      } else {
        terminal.print(['this machine', cardText(machine, terminal)].join('\n'));
        if (device !== null) {
          terminal.print(['', `device ${serial}`, cardText(device, terminal)].join('\n'));
        }
      }
      if ([...machine, ...(device ?? [])].some(({ status }) => status === 'bad')) {
        terminal.exitWith(EXIT_ENVIRONMENT);
      }
    });
}

/** A device that cannot be used is a finding too: the card of the machine is printed all the same. */
async function examineNamed(flags: DoctorFlags, terminal: Terminal): Promise<readonly Finding[]> {
  let findings: readonly Finding[] = [];
  try {
    await withDevice(flags, terminal, async ({ device, undo, suite }) => {
      findings = await suite.examineDevice(device, undo);
    });
  } catch (error) {
    if (!(error instanceof CliError)) {
      throw error;
    }
    return [{ name: 'device', status: 'bad', text: error.message, cure: 'quhao devices lists what adb sees' }];
  }
  return findings;
}

function cardText(findings: readonly Finding[], { colours }: Terminal): string {
  const words = { ok: colours.green('ok'), note: colours.yellow('note'), bad: colours.red('bad') };
  return tableText(
    findings.map(({ name, status, text, cure }) => [`  ${name}`, words[status], cure === null ? text : `${text} → ${cure}`]),
  );
}
