import { expect, test } from 'vitest';
import { PageWork } from '../../src/page-work.ts';
import { PaintedDevice, type Windows } from './painted-device.ts';
import { BUTTON, CHECK_BOX, paintedWindow, TERMS } from './painted-page.ts';
import { BLACK, BLUE, type PaintedView, WHITE } from './painted-screen.ts';

const COVER: PaintedView = { at: [0, 0, 720, 1440], fill: WHITE };
const PICTURE: PaintedView = { ...CHECK_BOX, type: 'android.widget.ImageView', checkable: false };

function workOn(...frames: readonly Windows[]): PageWork {
  const work = new PageWork(new PaintedDevice(frames));
  work.operator = 'mobile';
  return work;
}

test('a page is recorded with all its sights, and nothing to complain of', async () => {
  const work = workOn([], [paintedWindow()]);
  expect(await work.awaitPage('page', 5_000)).toBeNull();
  expect(work.screens['page']).toMatchObject({
    shows: 'page',
    isFront: true,
    isThemed: false,
    findings: [],
    screenshot: 'page.png',
    tree: 'page.xml',
    sights: {
      'number-text': '154****0001',
      'button-width': 296,
      'check-box': 'unchecked',
      'terms-operator': 'mobile',
      close: true,
    },
  });
  expect([...work.files.keys()]).toEqual(['page.png', 'page.xml']);
});

test('a covered page is recorded with what cannot be read', async () => {
  const work = workOn([paintedWindow({}, [COVER])]);
  expect(await work.awaitPage('page', 5_000)).toBeNull();
  expect(work.screens['page']?.findings.map(({ part }) => part)).toEqual(['number', 'button', 'terms']);
});

test('a notice over the page is the hint, and is closed before the consent', async () => {
  const notice: PaintedView = {
    at: [60, 520, 660, 820],
    fill: WHITE,
    children: [
      { at: [100, 560, 620, 620], text: '请先同意条款', ink: BLACK, size: 28 },
      { at: [400, 700, 600, 770], text: '知道了', ink: BLACK, size: 28, clickable: true },
    ],
  };
  const checked = paintedWindow({ checkBox: { ...CHECK_BOX, checked: true } });
  const device = new PaintedDevice([[paintedWindow()]], (x, y) => {
    if (y === 672) {
      return [[notice]];
    }
    return x === 500 && y === 735 ? [[paintedWindow()]] : [[checked]];
  });
  const work = new PageWork(device);
  await work.awaitPage('page', 5_000);
  await work.press();
  await work.look('pressed');
  expect(work.screens['pressed']).toMatchObject({ shows: 'nothing', sights: { 'consent-asked': '请先同意条款 知道了' } });
  expect(await work.consent()).toBeNull();
  expect(device.taps.slice(0, 2)).toEqual([
    { x: 360, y: 672 },
    { x: 500, y: 735 },
  ]);
  expect(device.taps).toHaveLength(3);
});

test("another operator's terms are a finding", async () => {
  const work = workOn([paintedWindow()]);
  work.operator = 'unicom';
  await work.awaitPage('page', 5_000);
  expect(work.screens['page']?.findings).toMatchObject([{ part: 'terms', flaw: 'wrong-operator' }]);
});

test('no page is the subject\u2019s; a page that cannot be read is not', async () => {
  expect(await workOn([]).awaitPage('page', 200)).toMatchObject({ isUnclear: false });
  const twins: Windows = [paintedWindow({ terms: TERMS }, [{ ...BUTTON, at: [64, 800, 656, 896] }])];
  const work = workOn(twins);
  expect(await work.awaitPage('page', 2_000)).toMatchObject({ isUnclear: true });
  expect(work.screens['page']).toMatchObject({ shows: 'unclear', findings: [] });
});

test('a box that no tap changes leaves it unclear; terms that are not there do not', async () => {
  const work = workOn([paintedWindow({ checkBox: PICTURE })]);
  await work.awaitPage('page', 5_000);
  expect(await work.consent()).toMatchObject({ isUnclear: true });
  const without = workOn([paintedWindow({ terms: null })]);
  await without.awaitPage('page', 5_000);
  expect(await without.consent()).toMatchObject({ isUnclear: false, reason: 'the page has no terms to consent to' });
});

test('a picture of a box is taken for checked where the theme checks it from the start; else nobody knows', async () => {
  const prechecked = workOn([paintedWindow({ checkBox: PICTURE })]);
  prechecked.expectTheme({ setPrivacyState: [true] });
  await prechecked.awaitPage('page', 5_000);
  expect(await prechecked.withdraw()).toBeNull();
  const unknown = workOn([paintedWindow({ checkBox: PICTURE })]);
  await unknown.awaitPage('page', 5_000);
  expect(await unknown.withdraw()).toMatchObject({ isUnclear: true });
  const unchecked = workOn([paintedWindow()]);
  await unchecked.awaitPage('page', 5_000);
  expect(await unchecked.withdraw()).toMatchObject({ isUnclear: false, reason: 'there is no consent to take back' });
});

test('a theme that takes the text out of the button is no hint where the button is', async () => {
  const work = workOn([paintedWindow()]);
  work.expectTheme({ setLogBtnText: [''], setCheckTipText: [''] });
  await work.awaitPage('page', 5_000);
  expect(work.screens['page']?.sights).toMatchObject({ 'button-text': BUTTON.text });
});

test('a box that has moved since it gave the consent is unchecked where it is now', async () => {
  const moved = (by: number, state: Partial<PaintedView>): Windows => [
    paintedWindow({
      checkBox: { ...CHECK_BOX, ...state, at: [64, 1305 - by, 100, 1341 - by], children: [] },
      terms: { ...TERMS, at: [116, 1300 - by, 656, 1380 - by] },
    }),
  ];
  // A hint of its own line pushes the terms up; consent takes it away, and another one comes later.
  const device = new PaintedDevice([moved(0, {})], (_, y) => {
    if (y === 672) {
      return [moved(60, { checked: true })];
    }
    return y < 1300 ? [moved(60, {})] : [moved(0, { checked: true })];
  });
  const work = new PageWork(device);
  await work.awaitPage('page', 5_000);
  expect(await work.consent()).toBeNull();
  await work.press();
  expect(await work.withdraw()).toBeNull();
  expect(device.taps.at(-1)).toEqual({ x: 82, y: 1263 });
});

test.each([
  ['that says how it stands', CHECK_BOX, { checked: true }],
  ['that is a picture', PICTURE, { children: [{ at: [66, 1247, 98, 1279], fill: BLUE, isUndumped: true }] }],
] as const)('a box %s may move by the consent that it gives', async (_, box, given) => {
  const before: Windows = [paintedWindow({ checkBox: box })];
  const after: Windows = [
    paintedWindow({
      checkBox: { ...box, at: [64, 1245, 100, 1281], children: [], ...given } as PaintedView,
      terms: { ...TERMS, at: [116, 1240, 656, 1320] },
    }),
  ];
  const work = new PageWork(new PaintedDevice([before], () => [after]));
  await work.awaitPage('page', 5_000);
  expect(await work.consent()).toBeNull();
});

test('a press taps the button, and what is seen afterwards is no longer the page alone', async () => {
  const device = new PaintedDevice([[paintedWindow()]]);
  const work = new PageWork(device);
  await work.awaitPage('page', 5_000);
  expect(await work.press()).toBeNull();
  expect(device.taps).toEqual([{ x: 360, y: 672 }]);
  await work.look('pressed');
  expect(work.screens['pressed']).toMatchObject({ shows: 'page', isFront: false });
});

test('a page without a button, a way to close it or a link stops the step', async () => {
  const work = workOn([paintedWindow({ button: null, back: null })]);
  await work.awaitPage('page', 5_000);
  expect(await work.press()).toMatchObject({ isUnclear: false });
  expect(await work.close()).toMatchObject({
    isOptional: true,
    reason: expect.stringContaining('the page shows no way to close it') as string,
  });
  expect(await work.openTerms('terms', /联通/u, { taps: 1 })).toMatchObject({ isUnclear: false });
  expect(await work.leaveTerms()).toMatchObject({ isUnclear: false });
  expect(await workOn([]).press()).toMatchObject({ reason: 'there is no page to work on' });
});

test('texts of the theme are known to whom reads the page, and the looks are marked', async () => {
  const button = { ...BUTTON, text: '领取红包' };
  const work = workOn([paintedWindow({ button })]);
  work.expectTheme({ setLogBtnText: ['领取红包'] });
  await work.awaitPage('page', 5_000);
  expect(work.screens['page']).toMatchObject({ isThemed: true, sights: { 'button-text': '领取红包' } });
  work.expectTheme({});
  await work.awaitPage('plain', 5_000);
  expect(work.screens['plain']).toMatchObject({ isThemed: false, sights: { 'button-text': null } });
});

test('a dialog that may come up and does not stops nothing; one that must does', async () => {
  const work = workOn([paintedWindow()]);
  await work.awaitPage('page', 5_000);
  expect(await work.answerDialog('dialog', { answer: 'agree', isOptional: true })).toBeNull();
  expect(await work.answerDialog('dialog', { answer: 'agree', isOptional: false })).toMatchObject({ isUnclear: false });
});

test('a box that a page made anew shows unchecked is left alone, and one that says nothing is no concern', async () => {
  const device = new PaintedDevice([[paintedWindow()]], () => [[paintedWindow({ checkBox: { ...CHECK_BOX, checked: true } })]]);
  const checked = new PageWork(device);
  await checked.awaitPage('page', 5_000);
  await checked.consent();
  expect(await checked.withdraw({ ifChecked: true })).toMatchObject({ isUnclear: true });
  expect(device.taps).toHaveLength(2);
  const forgotten = workOn([paintedWindow()]);
  await forgotten.awaitPage('page', 5_000);
  expect(await forgotten.withdraw({ ifChecked: true })).toBeNull();
  const picture = workOn([paintedWindow({ checkBox: PICTURE })]);
  await picture.awaitPage('page', 5_000);
  expect(await picture.withdraw({ ifChecked: true })).toMatchObject({ isOptional: true });
});

test('a long press rests on the button; without one there is nothing to rest on', async () => {
  const device = new PaintedDevice([[paintedWindow()]]);
  const work = new PageWork(device);
  await work.awaitPage('page', 5_000);
  expect(await work.longPress()).toBeNull();
  expect(device.holds).toEqual([{ x: 360, y: 672 }]);
  const image: PaintedView = { at: [64, 624, 256, 720], description: BUTTON.text ?? '', clickable: true, fill: BLUE };
  const pair = new PaintedDevice([[paintedWindow({ button: { ...BUTTON, at: [256, 624, 656, 720] } }, [image])]]);
  const onPair = new PageWork(pair);
  await onPair.awaitPage('page', 5_000);
  await onPair.longPress();
  expect(pair.holds).toEqual([
    { x: 456, y: 672 },
    { x: 160, y: 672 },
  ]);
  const without = workOn([paintedWindow({ button: null })]);
  await without.awaitPage('page', 5_000);
  expect(await without.longPress()).toMatchObject({ isUnclear: false });
});
