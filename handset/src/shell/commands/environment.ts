import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { runExternal } from './run-external.ts';
import { toyboxOptions } from './toybox-options.ts';

/** `env [-i0] [-u NAME] [NAME=VALUE…] [COMMAND…]`. */
export const env: CommandRow = {
  name: 'env',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'i0', values: 'u', stopsAtWord: true });
    const variables = new Map(options.has('i') ? [] : call.session.environment);
    for (const name of options.all('u')) {
      variables.delete(name);
    }
    const words = [...options.rest];
    while (/^[^=]+=/.test(words[0] ?? '')) {
      const [, name = '', value = ''] = /^([^=]+)=(.*)$/s.exec(words.shift() ?? '') ?? [];
      variables.set(name, value);
    }
    if (words.length > 0) {
      return await runExternal({ ...call, session: call.session.withEnvironment(variables) }, words);
    }
    await call.print([...variables].map(([name, value]) => `${name}=${value}${options.has('0') ? '\0' : '\n'}`).join(''));
    return EXIT_CODES.ok;
  },
};

/** `printenv [-0] [NAME…]`. */
export const printenv: CommandRow = {
  name: 'printenv',
  async run(call) {
    const options = toyboxOptions(call, { flags: '0', long: { null: '0' } });
    const { environment } = call.session;
    const end = options.has('0') ? '\0' : '\n';
    if (options.rest.length === 0) {
      await call.print([...environment].map(([name, value]) => `${name}=${value}${end}`).join(''));
      return EXIT_CODES.ok;
    }
    const values = options.rest.map((name) => environment.get(name));
    await call.print(values.map((value) => (value === undefined ? '' : `${value}${end}`)).join(''));
    return values.includes(undefined) ? EXIT_CODES.failure : EXIT_CODES.ok;
  },
};
