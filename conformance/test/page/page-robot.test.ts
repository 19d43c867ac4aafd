import { expect, test } from 'vitest';
import type { Page } from '../../src/page/page.ts';
import { PageRobot } from '../../src/page/page-robot.ts';
import { PaintedDevice, type Windows } from './painted-device.ts';
import { BUTTON, CHECK_BOX, NUMBER, OPERATOR_TITLE, paintedWindow, TERMS } from './painted-page.ts';
import { BLACK, type PaintedView, WHITE } from './painted-screen.ts';

const TICKED: PaintedView = { at: [70, 1311, 94, 1335], fill: 0x1668dc, isUndumped: true };
const PICTURE: PaintedView = { ...CHECK_BOX, type: 'android.widget.ImageView', checkable: false };
const COVER: PaintedView = { at: [0, 0, 720, 1440], fill: WHITE };

function robotOf(device: PaintedDevice): PageRobot {
  return new PageRobot(device, device);
}

function inside({ at: [left, top, right, bottom] }: PaintedView, x: number, y: number): boolean {
  return x >= left && x < right && y >= top && y < bottom;
}

test('waits while nothing is there, while the page is blank and while it moves', async () => {
  const moving = (by: number): Windows => [paintedWindow({ number: { ...NUMBER, at: [180 + by, 416, 540 + by, 492] } })];
  const device = new PaintedDevice([[], [], [paintedWindow({}, [COVER])], moving(90), moving(40), moving(0)]);
  const settled = await robotOf(device).awaitPage(5_000);
  expect(settled).toMatchObject({ isStill: true, isDrawn: true, reading: { kind: 'page', number: { bounds: { left: 180 } } } });
  expect(settled.looks).toBe(5);
  expect(settled.tookMs).toBeGreaterThan(0);
});

test('waits until a Toast of an earlier page has gone', async () => {
  const toast: PaintedView = {
    at: [200, 1200, 520, 1280],
    type: 'android.widget.Toast',
    text: '请先同意条款',
    fill: BLACK,
    ink: WHITE,
  };
  const covered: Windows = [paintedWindow(), toast];
  const settled = await robotOf(new PaintedDevice([covered, covered, covered, [paintedWindow()]])).awaitPage(5_000);
  expect(settled).toMatchObject({ isStill: true, reading: { kind: 'page', hintTexts: [] } });
});

test('a page that shows no ink is given as not drawn after a second, not at the deadline', async () => {
  const settled = await robotOf(new PaintedDevice([[paintedWindow({ number: { ...NUMBER, ink: WHITE } })]])).awaitPage(60_000);
  expect(settled).toMatchObject({ isStill: true, isDrawn: false, reading: { kind: 'page' } });
  expect(settled.tookMs).toBeLessThan(2_000);
});

test('a page that never stands still is given at the deadline', async () => {
  const frames = Array.from(
    { length: 30 },
    (_, index): Windows => [paintedWindow({ number: { ...NUMBER, at: [150 + index * 3, 416, 510 + index * 3, 492] } })],
  );
  const settled = await robotOf(new PaintedDevice(frames)).awaitPage(600);
  expect(settled).toMatchObject({ isStill: false, reading: { kind: 'page' } });
  expect(settled.tookMs).toBeGreaterThanOrEqual(600);
});

test('where no page comes the reading is absent', async () => {
  expect(await robotOf(new PaintedDevice([[]])).awaitPage(500)).toMatchObject({ isStill: false, reading: { kind: 'absent' } });
});

test('consent by a check box that says it is checked', async () => {
  const checked: Windows = [paintedWindow({ checkBox: { ...CHECK_BOX, checked: true, children: [TICKED] } })];
  const device = new PaintedDevice([[paintedWindow()]], (x, y) => (inside(CHECK_BOX, x, y) ? [checked] : null));
  const robot = robotOf(device);
  const { reading } = await robot.awaitPage(5_000);
  expect(await robot.giveConsent(reading as Page)).toMatchObject({
    kind: 'given',
    knownBy: 'tree',
    page: { checkBox: { state: 'checked' } },
  });
  expect(device.taps).toEqual([{ x: 82, y: 1323 }]);
});

test('consent by a picture that changes its pixels', async () => {
  const ticked: Windows = [paintedWindow({ checkBox: { ...PICTURE, children: [TICKED] } })];
  const device = new PaintedDevice([[paintedWindow({ checkBox: PICTURE })]], (x, y) => (inside(PICTURE, x, y) ? [ticked] : null));
  const robot = robotOf(device);
  const { reading } = await robot.awaitPage(5_000);
  expect(await robot.giveConsent(reading as Page)).toMatchObject({ kind: 'given', knownBy: 'pixels' });
});

test('of two pictures beside the terms the one that a tap changes is the check box', async () => {
  const icon: PaintedView = { at: [20, 1305, 50, 1341], type: 'android.widget.ImageView', clickable: true, fill: BLACK };
  const shown = (children: readonly PaintedView[]): Windows => [paintedWindow({ checkBox: { ...PICTURE, children } }, [icon])];
  const device = new PaintedDevice([shown(PICTURE.children ?? [])], (x, y) => (inside(PICTURE, x, y) ? [shown([TICKED])] : null));
  const robot = robotOf(device);
  const { reading } = await robot.awaitPage(5_000);
  expect(await robot.giveConsent(reading as Page)).toMatchObject({ kind: 'given', checkBox: { tapAt: { x: 82, y: 1323 } } });
});

test('where nothing changes consent is unclear', async () => {
  const robot = robotOf(new PaintedDevice([[paintedWindow({ checkBox: PICTURE })]]));
  const { reading } = await robot.awaitPage(5_000);
  expect(await robot.giveConsent(reading as Page)).toMatchObject({ kind: 'unclear' });
});

test('a page that is checked already is left as it is', async () => {
  const device = new PaintedDevice([[paintedWindow({ checkBox: { ...CHECK_BOX, checked: true } })]]);
  const { reading } = await robotOf(device).awaitPage(5_000);
  expect(await robotOf(device).giveConsent(reading as Page)).toMatchObject({ kind: 'given' });
  expect(device.taps).toEqual([]);
});

test('an unchecked press that brings up a dialog is told as that', async () => {
  const dialog: PaintedView = {
    at: [60, 520, 660, 960],
    fill: WHITE,
    children: [
      { at: [100, 560, 620, 800], text: '请先同意服务条款', ink: BLACK },
      { at: [100, 860, 300, 930], text: '不同意', ink: BLACK, clickable: true },
      { at: [400, 860, 600, 930], text: '同意', ink: BLACK, clickable: true },
    ],
  };
  for (const after of [[paintedWindow(), dialog], [dialog]]) {
    const device = new PaintedDevice([[paintedWindow()]], (x, y) => (inside(BUTTON, x, y) ? [after] : null));
    const robot = robotOf(device);
    const { reading } = await robot.awaitPage(5_000);
    const { effect } = await robot.press(reading as Page);
    expect(effect).toMatchObject({ page: 'stays', checkBox: 'same', newTexts: [], dialog: { agree: { words: '同意' } } });
  }
});

test('a press after which the page is gone', async () => {
  const device = new PaintedDevice([[paintedWindow()]], () => [[]]);
  const robot = robotOf(device);
  const { reading } = await robot.awaitPage(5_000);
  expect((await robot.press(reading as Page)).effect).toMatchObject({ page: 'gone', isNothing: false });
});

test("a tap on the operator's link opens its page, with a title and a way back", async () => {
  const terms: PaintedView = {
    at: [0, 0, 720, 1440],
    fill: WHITE,
    children: [
      { at: [200, 24, 520, 72], text: '中国移动认证服务条款', ink: BLACK, size: 30 },
      { at: [0, 0, 96, 96], type: 'android.widget.ImageView', description: '返回', clickable: true },
    ],
  };
  const link = { at: [300, 1300, 560, 1340] } as const;
  const device = new PaintedDevice([[paintedWindow()]], (x, y) => (inside(link, x, y) ? [[paintedWindow({}, [terms])]] : null));
  const robot = robotOf(device);
  const { reading } = await robot.awaitPage(5_000);
  const [operatorLink] = (reading as Page).terms?.links ?? [];
  expect(operatorLink?.title).toBe(OPERATOR_TITLE.slice(1, -1));
  expect((await robot.openTerms(operatorLink as never)).page).toMatchObject({
    title: { words: '中国移动认证服务条款' },
    back: { words: '返回' },
  });
  expect(TERMS.text).toContain(OPERATOR_TITLE);
});

test('the page of a term in a pop-up window, whose text repeats the title', async () => {
  const popUp: PaintedView = {
    at: [60, 640, 660, 1440],
    fill: WHITE,
    children: [
      { at: [200, 664, 520, 712], text: '《用户协议》', ink: BLACK, size: 30 },
      { at: [60, 640, 156, 736], type: 'android.widget.ImageView', description: '返回', clickable: true },
      { at: [60, 736, 660, 1440], children: [{ at: [80, 760, 640, 860], text: '用户协议 第一条', ink: BLACK }] },
    ],
  };
  const link = { title: '用户协议', operator: null, boxes: [], tapAt: { x: 1, y: 1 }, placedBy: 'view' } as const;
  const { page } = await robotOf(new PaintedDevice([[popUp]])).openTerms(link);
  expect(page).toMatchObject({ title: { words: '《用户协议》' }, back: { words: '返回' }, bounds: { top: 640 } });
});

test("the login page's way back below a term's page is none of that page", async () => {
  const title: PaintedView = { at: [200, 24, 520, 72], text: '中国移动认证服务条款', ink: BLACK, size: 32 };
  const terms: PaintedView = { at: [0, 0, 720, 1440], fill: WHITE, children: [title] };
  const robot = robotOf(new PaintedDevice([[paintedWindow({}, [terms])]]));
  const link = { title: '中国移动认证服务条款', operator: null, boxes: [], tapAt: { x: 1, y: 1 }, placedBy: 'view' } as const;
  expect((await robot.openTerms(link)).page).toMatchObject({ title: { words: '中国移动认证服务条款' }, back: null });
});

test('a dead link opens nothing', async () => {
  const robot = robotOf(new PaintedDevice([[paintedWindow()]]));
  const { reading } = await robot.awaitPage(5_000);
  expect((await robot.openTerms((reading as Page).terms?.links[0] as never, { withinMs: 600 })).page).toBeNull();
});
