import { expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { SendingAnswer } from './sent-answer.ts';

function sendingAnswer(): SendingAnswer {
  return new SendingAnswer({ status: 200, resultCode: '103000' }, systemClock, { at: 1000, realAt: 1000 });
}

test('an answer whose client had gone before it was to wait is not said to be held', () => {
  const sending = sendingAnswer();
  sending.closed({ cause: 'a restart of the gateway ended the connection', wasReset: false });
  sending.waits('held until it is released');
  expect(sending.describe()).toMatchObject({
    extent: 'nothing',
    detail: 'not sent: a restart of the gateway ended the connection',
  });
});

test.each<[string, (sending: SendingAnswer) => void]>([
  ['before', (sending) => [sending.clientEnded(1007), sending.waits('held until it is released')]],
  ['after', (sending) => [sending.waits('held until it is released'), sending.clientEnded(1007)]],
])('a held answer says that the client ended its side %s it waited', (_when, happen) => {
  const sending = sendingAnswer();
  happen(sending);
  expect(sending.describe()).toMatchObject({
    extent: 'pending',
    detail: 'held until it is released; the client ended its side after 7 ms',
  });
});
