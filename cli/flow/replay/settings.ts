import { InvalidArgumentError } from 'commander';
import { CliError } from '../../cli-error.ts';
import { EXIT_USAGE } from '../../exit-codes.ts';
import { readSecret } from '../../read-secret.ts';
import type { Terminal } from '../../terminal.ts';

/** A field that a replay changes, and where its value comes from. */
export interface Setting {
  readonly name: string;
  readonly source: string;
}

/** These are secrets, or stand for a person: an argument would show them in the process list. */
const SECRETS: ReadonlySet<string> = new Set(['token', 'scrip', 'sign', 'key', 'data', 'phoneNum']);

/** Reads `name=value`, `name=@FILE` and `name=-`; repeatable. */
export function appendSetting(text: string, previous: readonly Setting[] = []): readonly Setting[] {
  const at = text.indexOf('=');
  const name = text.slice(0, at);
  const source = text.slice(at + 1);
  if (at < 1) {
    throw new InvalidArgumentError('It reads FIELD=VALUE, FIELD=@FILE, or FIELD=- for standard input.');
  }
  if (SECRETS.has(name) && source !== '-' && !source.startsWith('@')) {
    throw new InvalidArgumentError(`${name} is a secret, which others see in the process list: ${name}=@FILE or ${name}=-.`);
  }
  return [...previous, { name, source }];
}

export async function readSettings(settings: readonly Setting[], terminal: Terminal): Promise<Readonly<Record<string, string>>> {
  if (settings.filter(({ source }) => source === '-').length > 1) {
    throw new CliError('standard input is one value: give the others as FIELD=@FILE', EXIT_USAGE);
  }
  const values: Record<string, string> = {};
  for (const { name, source } of settings) {
    const isRead = source === '-' || source.startsWith('@');
    values[name] = isRead ? await readSecret(source, `the field ${name}`, terminal) : source;
  }
  return values;
}
