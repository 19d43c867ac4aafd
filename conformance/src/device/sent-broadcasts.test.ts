import { expect, test } from 'vitest';
import { SentBroadcasts } from './sent-broadcasts.ts';

const OLD = record({ number: 1, intent: 'Intent { act=sdk.OLD }' });
const NEW = record({ number: 2, intent: 'Intent { act=sdk.TOKEN flg=0x10 (has extras) }', extras: 'Bundle[{token=T}]' });
const OWN = record({ number: 3, intent: 'Intent { act=sdk.OWN pkg=app.quhao.probe }' });
const OWN_RECEIVER = record({ number: 4, intent: 'Intent { act=sdk.OWN cmp=app.quhao.probe/.Receiver }' });

interface Sent {
  readonly number: number;
  readonly intent: string;
  readonly extras?: string;
}

function record({ number, intent, extras }: Sent): string {
  const action = /act=(\S+)/.exec(intent)?.[1];
  return [
    `    BroadcastRecord{${number} u0 ${action}} to user 0\n    ${intent}\n`,
    ...(extras === undefined ? [] : [`      extras: ${extras}\n`]),
    '    caller=app.quhao.probe pid=7\n',
  ].join('');
}

/** Newest first. */
function dump(...records: readonly string[]): string {
  return `ACTIVITY MANAGER BROADCAST STATE\n${records.map((text, place) => `  Historical Broadcast foreground #${place}:\n${text}`).join('')}\n`;
}

test('what was broadcast since the last question is told once, and what goes to the app itself is not', async () => {
  const dumps = [dump(OLD), dump(OWN_RECEIVER, OWN, NEW, OLD), dump(OWN_RECEIVER, OWN, NEW, OLD)];
  const sent = new SentBroadcasts({ run: async () => dumps.shift() ?? '' }, 'app.quhao.probe');
  expect((await sent.takeNew()).map(({ action }) => action)).toEqual(['sdk.OLD']);
  expect(await sent.takeNew()).toEqual([{ action: 'sdk.TOKEN', text: expect.stringContaining('Bundle[{token=T}]') }]);
  expect(await sent.takeNew()).toEqual([]);
});
