import { expect, test } from 'vitest';
import { askedCodes } from './explain-code.ts';

test.each([
  ['103101', ['103101']],
  ['103101.', ['103101']],
  ['103101,103111', ['103101', '103111']],
  ['code 103101', ['103101']],
  ['{"resultCode":"103101","msgId":"12345678"}', ['103101']],
  ['\uFF11\uFF10\uFF13\uFF11\uFF10\uFF11', ['103101']],
  ['606', ['606']],
  ['BAD_SIGNATURE', ['BAD_SIGNATURE']],
  ['no such thing', ['no such thing']],
  ['1031010', ['1031010']],
])('%s asks for %j', (text, codes) => {
  expect(askedCodes(text)).toEqual(codes);
});
