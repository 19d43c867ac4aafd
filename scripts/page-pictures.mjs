import { mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { performStep } from '../dist/conformance/src/act.js';
import { Collector } from '../dist/conformance/src/collector.js';
import { ALL_ON } from '../dist/conformance/src/device/radio-control.js';
import { openTestbed } from '../dist/conformance/src/testbed.js';

const FOLDER = 'docs/pages';
const PAGE_MS = 20_000;
const OWN_TERMS = {
  setPrivacyAlignment: [
    '登录即同意$$运营商条款$$并使用本机号码登录',
    ...['用户服务协议', 'https://app.example/service', '隐私保护政策', 'https://app.example/privacy'],
    ...['第三方信息共享清单', 'https://app.example/shared', '未成年人个人信息保护规则', 'https://app.example/minors'],
  ],
};
const CONSENT = { do: 'consent', as: 'consent' };
const PRESS = { do: 'press', as: 'press' };
/** The token request is held, so that the page stays as it is after the press. */
const HOLD = { do: 'fault', fault: { plane: 'token', operation: 'get-token', effect: { kind: 'hold' } } };
const SETTLE = { do: 'watch', as: 'settle', forMs: 600 };

/** A theme, and what is done on the page before its picture is taken. */
const PICTURES = {
  chinese: { theme: {} },
  'traditional-chinese': { theme: { setAppLanguageType: [1] } },
  english: { theme: { setAppLanguageType: [2] } },
  checked: { theme: {}, steps: [CONSENT] },
  hint: { theme: { setCheckTipText: ['请先阅读并同意服务条款'] }, steps: [PRESS, SETTLE] },
  loading: { theme: {}, steps: [CONSENT, HOLD, PRESS, SETTLE] },
  'long-terms': { theme: OWN_TERMS },
  'terms-page': { theme: {}, steps: [{ do: 'open-terms', as: 'terms', title: '.' }] },
  'custom-view': { theme: { setAuthContentView: ['@layout/probe_content'] } },
  themed: {
    theme: {
      ...{ setNumberColor: [0xff0d3b66], setNumberSize: [30, true], setLogBtnImgPath: ['probe_button'] },
      ...{ setLogBtnText: ['本机号码一键登录', 0xffffffff, 18, true], setLogBtn: [300, 56] },
      ...{ setCheckBoxImgPath: ['probe_checked', 'probe_unchecked', 20, 20], setClauseColor: [0xff57606a, 0xffe65100] },
      ...{ setPrivacyState: [true], setNumFieldOffsetY: [210], setLogBtnOffsetY: [330] },
    },
  },
  window: { theme: { setAuthPageWindowMode: [320, 420], setWindowBottom: [1] } },
  landscape: { theme: {}, steps: [{ do: 'rotate', as: 'turn', to: 'landscape' }, SETTLE] },
};

/** Each pixel is the mean of four: the page is drawn at two pixels a dp. */
function halved(bytes) {
  const whole = PNG.sync.read(bytes);
  const half = new PNG({ width: whole.width >> 1, height: whole.height >> 1 });
  for (let y = 0; y < half.height; y++) {
    for (let x = 0; x < half.width; x++) {
      for (let channel = 0; channel < 4; channel++) {
        const at = (dx, dy) => whole.data[((2 * y + dy) * whole.width + 2 * x + dx) * 4 + channel];
        half.data[(y * half.width + x) * 4 + channel] = (at(0, 0) + at(1, 0) + at(0, 1) + at(1, 1)) >> 2;
      }
    }
  }
  return PNG.sync.write(half, { colorType: 2, deflateLevel: 9, filterType: 4 });
}

async function takePicture(testbed, { theme, steps = [] }) {
  await testbed.prepareProbe({});
  await testbed.configureSubject({ mutant: null, variant: null, trust: 'gateway-root' });
  await testbed.radio.set(ALL_ON);
  await testbed.gateway.arrange({});
  const collector = new Collector(testbed);
  await collector.begin();
  const opening = [
    { do: 'theme', as: 'theme', theme },
    { do: 'call', as: 'login', api: 'loginAuth' },
    { do: 'await-page', as: 'page', withinMs: PAGE_MS },
  ];
  for (const step of [...opening, ...steps]) {
    const stop = await performStep(step, testbed, collector);
    if (stop !== null) {
      throw new Error(`${step.do}: ${stop.reason}`);
    }
  }
  const picture = await testbed.device.screencap();
  await testbed.gateway.clearFaults();
  await testbed.gateway.release();
  await testbed.rotation.set('portrait');
  return picture;
}

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !Object.hasOwn(PICTURES, name));
if (unknown !== undefined) {
  console.error(`page-pictures: there is no picture ${unknown}; there are ${Object.keys(PICTURES).join(', ')}`);
  process.exit(64);
}
await mkdir(FOLDER, { recursive: true });
const testbed = await openTestbed({
  serial: null,
  probeApk: 'android-probe/build/probe.apk',
  cacheDir: join(homedir(), '.cache', 'quhao'),
  onProgress: (line) => console.log(line),
});
try {
  for (const [name, picture] of Object.entries(PICTURES)) {
    if (wanted.length === 0 || wanted.includes(name)) {
      const bytes = halved(await takePicture(testbed, picture));
      await writeFile(join(FOLDER, `${name}.png`), bytes);
      console.log(`${name.padEnd(22)} ${(bytes.length / 1000).toFixed(0)} kB`);
    }
  }
} finally {
  await testbed[Symbol.asyncDispose]();
}
