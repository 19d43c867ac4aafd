import { expect, test } from 'vitest';
import { conditionOf, entityTag } from './condition.ts';

const DOCUMENT = { msisdn: '15400000001' };
const TAG = entityTag(DOCUMENT);

test.each([TAG, `W/${TAG}`, `"0", W/${TAG}`, '*'])('If-None-Match: %s names the document that has the tag', (header) => {
  const condition = conditionOf({ 'if-none-match': header });
  expect(() => condition(DOCUMENT)).toThrow(/^If-None-Match names a document that is there/);
  expect(() => condition(undefined)).not.toThrow();
});

test.each([`W/${TAG}`, '"0"'])('If-Match: %s does not', (header) => {
  expect(() => conditionOf({ 'if-match': header })(DOCUMENT)).toThrow(/^If-Match names another version/);
});

test.each([TAG, `"0", ${TAG}`, '*'])('If-Match: %s does', (header) => {
  expect(() => conditionOf({ 'if-match': header })(DOCUMENT)).not.toThrow();
});
