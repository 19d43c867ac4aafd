import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Box, contains, inset, shareInside } from '../../src/page/box.ts';
import { distance } from '../../src/page/colour.ts';
import { judgeReadable } from '../../src/page/judge-readable.ts';
import { type Observed, observeTap } from '../../src/page/observe-tap.ts';
import type { Page, PageHints } from '../../src/page/page.ts';
import {
  backgroundColourOf,
  checkBoxPlaceOf,
  logoPlaceOf,
  navBarLookOf,
  placeOf,
  termsColoursOf,
  textLookOf,
  windowLookOf,
} from '../../src/page/page-look.ts';
import { readPage, screenOf } from '../../src/page/read-page.ts';
import type { View } from '../../src/page/view-tree.ts';

/** What the virtual handset gave of the reference SDK's page (fixtures/README.md). */
const PAGES = join(import.meta.dirname, '../../../fixtures/pages');

function observed(name: string, hints: PageHints = {}): Observed {
  const tree = readFileSync(join(PAGES, `${name}.xml`), 'utf8');
  const screen = screenOf({ tree, screenshot: readFileSync(join(PAGES, `${name}.png`)), density: 2, hints });
  return { screen, reading: readPage(screen) };
}

function page(name: string, hints: PageHints = {}): Page {
  const { reading } = observed(name, hints);
  expect(reading).toMatchObject({ kind: 'page' });
  return reading as Page;
}

const CLEAN = ['reference-unchecked', 'reference-checked', 'reference-hint', 'four-terms', 'window-bottom', 'themed', 'english'];

test.each(CLEAN)('%s: all parts are there and readable', (name) => {
  const { number, button, checkBox, terms, close, dialog } = page(name);
  expect(number).toMatchObject({ isMasked: true, head: '154', tail: '0001', words: '154****0001' });
  expect(button?.view.resourceId).toBe('app.quhao.probe:id/gen_login_button');
  expect(checkBox?.view.resourceId).toBe('app.quhao.probe:id/gen_login_check');
  expect(terms?.views.map((view) => view.resourceId)).toEqual(['app.quhao.probe:id/gen_login_terms_text']);
  expect(terms?.links[0]).toMatchObject({ title: '中国移动认证服务条款', operator: 'mobile', placedBy: 'colour' });
  expect(close?.view.resourceId).toBe('app.quhao.probe:id/gen_login_back');
  expect(dialog).toBeNull();
  expect(judgeReadable(page(name), 'mobile')).toEqual([]);
});

test('a number white on white stands in the tree and not in the pixels', () => {
  expect(judgeReadable(page('number-white'))).toMatchObject([{ part: 'number', level: 'fail', flaw: 'not-drawn' }]);
});

test("terms without the operator's title are missing", () => {
  expect(judgeReadable(page('terms-hidden'))).toMatchObject([{ part: 'terms', level: 'fail', flaw: 'missing' }]);
});

test('the check box of terms without any title is there all the same', () => {
  expect(page('terms-hidden').checkBox).toMatchObject({
    state: 'unchecked',
    view: { resourceId: 'app.quhao.probe:id/gen_login_check' },
  });
});

test('another operator than the subscriber has is told by name', () => {
  expect(judgeReadable(page('reference-unchecked'), 'unicom')).toMatchObject([{ level: 'fail', flaw: 'wrong-operator' }]);
});

test('each of five terms has its place in the picture', () => {
  const { terms } = page('four-terms');
  expect(terms?.links.map(({ title }) => title)).toEqual([
    '中国移动认证服务条款',
    '儿童隐私保护指引',
    '第三方共享清单',
    '应用自有服务协议',
    '隐私政策',
  ]);
  // Read off the picture by eye: each piece of each title.
  const places: readonly (readonly Box[])[] = [
    [box(238, 1268, 524, 1298)],
    [box(548, 1268, 644, 1298), box(116, 1311, 258, 1341)],
    [box(286, 1311, 500, 1341)],
    [box(525, 1311, 644, 1341), box(116, 1354, 236, 1384)],
    [box(262, 1354, 396, 1384)],
  ];
  for (const [index, { title, tapAt, boxes }] of (terms?.links ?? []).entries()) {
    const pieces = places[index] ?? [];
    expect(boxes, title).toHaveLength(pieces.length);
    expect(
      pieces.some((piece) => contains(inset(piece, 10), { left: tapAt.x, right: tapAt.x, top: tapAt.y, bottom: tapAt.y })),
    ).toBe(true);
    expect(
      boxes.every((one) => pieces.some((piece) => shareInside(one, piece) > 0.8)),
      title,
    ).toBe(true);
  }
});

function box(...[left, top, right, bottom]: readonly [number, number, number, number]): Box {
  return { left, top, right, bottom };
}

test('a link that goes on in the next line has a box in each', () => {
  const [link] = page('window-bottom').terms?.links ?? [];
  expect(link?.boxes).toHaveLength(2);
  expect(link?.boxes[0]?.left).toBeGreaterThan(330);
  expect(link?.boxes[1]?.right).toBeLessThan(235);
});

test('a tap on the check box is seen, and nothing else', () => {
  const effect = observeTap(page('reference-unchecked'), observed('reference-checked'));
  expect(effect).toMatchObject({
    page: 'stays',
    checkBox: 'checked',
    otherChecks: [],
    newTexts: [],
    dialog: null,
    isNothing: false,
  });
});

test('an unchecked press shows a hint and moves no part', () => {
  const hinted = observed('reference-hint');
  const effect = observeTap(page('reference-unchecked'), hinted);
  expect(effect).toMatchObject({ page: 'stays', checkBox: 'same', newTexts: ['请先同意条款'], dialog: null });
  expect(hinted.reading).toMatchObject({ hintTexts: ['请先同意条款'] });
});

test('nothing changed is nothing', () => {
  expect(observeTap(page('reference-checked'), observed('reference-checked'))).toMatchObject({
    checkBox: 'same',
    isNothing: true,
  });
});

test('a theme is read back from the pixels', () => {
  const themed = page('themed');
  expect(textLookOf(themed.number?.view as View, themed)).toMatchObject({ colour: 0xff0000, background: 0xffffff });
  expect(textLookOf(themed.button?.view as View, themed)).toMatchObject({ words: '同意并登录', colour: 0x000000 });
  expect(navBarLookOf(themed)).toMatchObject({
    colour: 0x0000ff,
    title: { words: '登录', colour: 0xffffff },
    place: { top: 0, height: 48 },
  });
  expect(themed.checkBox?.state).toBe('checked');
  const plain = page('reference-unchecked');
  expect(plain.checkBox?.state).toBe('unchecked');
  expect(navBarLookOf(plain)).toMatchObject({ colour: 0xffffff, title: { words: '登录' } });
  const { text, links } = termsColoursOf(plain);
  expect([distance(text ?? 0, 0x86909c), distance(links ?? 0, 0x1668dc)].every((one) => one < 12)).toBe(true);
});

test.each([
  ['reference-unchecked', 'number', 28],
  ['themed', 'number', 20],
  ['reference-unchecked', 'button', 16],
  ['themed', 'button', 20],
] as const)('%s: the font size of the %s is read as about %d sp', (name, part, size) => {
  const shown = page(name);
  const read = textLookOf(shown[part]?.view as View, shown)?.size ?? 0;
  expect(Math.abs(read / size - 1)).toBeLessThan(0.12);
});

test('bold letters have more ink than plain ones', () => {
  const [bold, plain] = ['reference-unchecked', 'themed'].map((name) => textLookOf(page(name).number?.view as View, page(name)));
  expect(bold?.weight).toBeGreaterThan((plain?.weight ?? 1) * 1.1);
});

test('places, logo, window and background are read in dp', () => {
  const plain = page('reference-unchecked');
  expect(placeOf(plain.button?.bounds as Box, plain)).toMatchObject({ top: 312, left: 32, right: 32, height: 48, offsetX: 0 });
  expect(logoPlaceOf(plain)).toMatchObject({ top: 108, width: 72, height: 72 });
  expect(checkBoxPlaceOf(plain)).toBe('top');
  expect(windowLookOf(plain)).toMatchObject({ isFullScreen: true, isAtBottom: false });
  expect(backgroundColourOf(plain)).toBe(0xffffff);
  const window = page('window-bottom');
  expect(windowLookOf(window)).toMatchObject({ isFullScreen: false, isAtBottom: true, width: 300, height: 400, offsetX: 0 });
  expect(logoPlaceOf(window)).toBeNull();
});
