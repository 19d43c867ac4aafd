import { isIP } from 'node:net';
import { defaultInterface } from '../../radio/interfaces.ts';
import type { CommandRow } from '../command.ts';
import { UsageError } from '../options.ts';
import { toyboxOptions } from './toybox-options.ts';

/** What iputils' ping exits with where it could not send. */
const EXIT_NOT_SENT = 2;

/** `ping`, `ping6`: the relays carry TCP and no ICMP. An answer that was never measured would be a lie, and a loss too. */
export const pingCommands: readonly CommandRow[] = (['ping', 'ping6'] as const).map((name) => ({
  name,
  async run(call) {
    const options = toyboxOptions(call, { flags: '46AbBdDfhLnOqrRUvV', values: 'cFGiIlmMpQsStTwW', failure: EXIT_NOT_SENT });
    const [host] = options.rest;
    if (host === undefined) {
      throw new UsageError('usage error: Destination address required', EXIT_NOT_SENT);
    }
    if (defaultInterface(call.system.device.radio.state()) === null) {
      throw new UsageError(isIP(host) === 0 ? `unknown host ${host}` : 'connect: Network is unreachable', EXIT_NOT_SENT);
    }
    throw new UsageError(
      'this handset carries no ICMP: `ip route get ADDRESS` tells the way, and an app’s request whether somebody answers',
      EXIT_NOT_SENT,
    );
  },
}));
