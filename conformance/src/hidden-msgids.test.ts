import { expect, test } from 'vitest';
import { redactField } from '../../simulator/src/protocol/redaction.ts';
import { event } from '../test/law-cases/law-case.ts';
import { request } from '../test/observed.ts';
import { withShownMsgids } from './hidden-msgids.ts';

const UPPER = 'C0FFEE00C0FFEE00C0FFEE00C0FFEE00';
const hidden = request({ fields: { msgid: redactField('msgid', UPPER) } });

test('a msgid that the journal hides is shown where the SDK gave it to the app as a traceId', () => {
  const events = [event({ payload: { json: { traceId: UPPER } } })];
  expect(hidden.fields['msgid']).not.toBe(UPPER);
  expect(withShownMsgids([hidden], events)[0]?.fields['msgid']).toBe(UPPER);
});

test('another one stays as it is', () => {
  const events = [event({ payload: { json: { traceId: UPPER.replace('C', 'D') } } })];
  expect(withShownMsgids([hidden, request({ fields: { msgid: 'm1' } })], events)).toEqual([
    hidden,
    request({ fields: { msgid: 'm1' } }),
  ]);
});
