import { expect, test } from 'vitest';
import { PROBE_CERTIFICATE_MD5, withProbeApp } from './probe-app.ts';

const READY = '300000000001';

test("the ready app is the probe's, unless the configuration has another", () => {
  expect(withProbeApp([], READY)).toEqual([{ appid: READY, certificateMd5: PROBE_CERTIFICATE_MD5 }]);
  const own = [{ appid: READY, packageName: 'com.example.login' }];
  expect(withProbeApp(own, READY)).toEqual(own);
});
