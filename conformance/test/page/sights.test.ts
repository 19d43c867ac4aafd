import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPage, screenOf } from '../../src/page/read-page.ts';
import { recordOf, type ScreenRecord, type TermsLook, termsRecordOf } from '../../src/page/screen-record.ts';
import { readTermsPage } from '../../src/page/terms-page.ts';
import { BACK, CHECK_BOX, OPERATOR_TITLE, paintedWindow } from './painted-page.ts';
import { BLACK, DENSITY, type PaintedView, paintedDump, paintedPng, paintedScreen, WHITE } from './painted-screen.ts';

const PAGES = join(import.meta.dirname, '../../../fixtures/pages');

/** What rows see of a page that the virtual handset gave (fixtures/README.md). */
function recorded(name: string): ScreenRecord {
  const tree = readFileSync(join(PAGES, `${name}.xml`), 'utf8');
  const screen = screenOf({ tree, screenshot: readFileSync(join(PAGES, `${name}.png`)), density: 2 });
  return recordOf({ screen, reading: readPage(screen) }, { operator: 'mobile', isFront: true, isThemed: false });
}

test('the plain page', () => {
  expect(recorded('reference-unchecked')).toMatchObject({
    shows: 'page',
    findings: [],
    sights: {
      'number-colour': '#1D2129',
      'number-top': 208,
      'button-text': '本机号码一键登录',
      'button-height': 48,
      'button-left': 32,
      'check-box': 'unchecked',
      'check-box-width': 18,
      'check-box-place': 'top',
      'terms-titles': '中国移动认证服务条款',
      'terms-link-colour': '#1668DC',
      hint: '',
      'window-full': true,
      background: '#FFFFFF',
    },
  });
});

test('terms that are the label of a check box are measured without the box, which is as high as two lines', () => {
  const { sights } = recorded('terms-in-check-box');
  expect(sights).toMatchObject({ 'terms-colour': '#444444', 'terms-link-colour': '#CC0000', 'check-box': 'unchecked' });
  expect(Math.abs(Number(sights['terms-size']) - 16)).toBeLessThan(1);
});

test('a theme in colours and sizes', () => {
  const { sights } = recorded('themed');
  expect(sights).toMatchObject({
    'number-colour': '#FF0000',
    'button-text': '同意并登录',
    'button-text-colour': '#000000',
    'check-box': 'checked',
    'bar-colour': '#0000FF',
    'bar-title-colour': '#FFFFFF',
  });
  expect(sights['number-size']).toBeCloseTo(20, -0.5);
  expect(sights['button-text-size']).toBeCloseTo(20, -0.5);
});

test('bold letters weigh more, a pop-up stands at the bottom, a hint is a hint', () => {
  const plain = Number(recorded('themed').sights['number-weight']);
  expect(Number(recorded('reference-unchecked').sights['number-weight']) - plain).toBeGreaterThan(0.01);
  expect(recorded('window-bottom').sights).toMatchObject({ 'window-full': false, 'window-bottom': true, 'window-width': 300 });
  expect(recorded('reference-hint').sights).toMatchObject({ hint: '请先同意条款' });
});

test('what cannot be read is recorded as a finding', () => {
  expect(recorded('number-white').findings).toMatchObject([{ part: 'number', level: 'fail' }]);
  expect(recorded('terms-hidden').findings).toMatchObject([{ part: 'terms', level: 'fail' }]);
});

test("the page of a term: its bar's colour, its title's colour and size", () => {
  const bar: PaintedView = {
    at: [0, 0, 720, 96],
    fill: 0x283593,
    children: [BACK, { at: [200, 24, 520, 72], text: '中国移动认证服务条款', ink: WHITE, size: 32 }],
  };
  const text: PaintedView = { at: [40, 200, 680, 300], text: '第一条', ink: BLACK };
  const look = termsLook([bar, text], null);
  const { sights } = termsRecordOf(look, true);
  expect(sights).toMatchObject({
    'terms-page-title': '中国移动认证服务条款',
    'terms-page-back': true,
    'terms-page-bar-colour': '#283593',
    'terms-page-title-colour': '#FFFFFF',
  });
  expect(sights['terms-page-title-size']).toBeCloseTo(16, -0.7);
  expect(sights['terms-page-content']).toBe('drawn');
  expect(termsRecordOf({ ...look, page: null }, true)).toMatchObject({ shows: 'nothing', sights: {} });

  const contentOf = (addresses: readonly string[] | null): unknown =>
    termsRecordOf(termsLook([bar], addresses), true).sights['terms-page-content'];
  expect(contentOf(['https://app.test/a'])).toBe('web');
  expect(contentOf([])).toBe('nothing');
  expect(contentOf(null)).toBeNull();
  expect(termsRecordOf(termsLook([bar], ['https://app.test/a']), true).sights['terms-page-address']).toBe('https://app.test/a');
});

test.each([
  ['返回', true],
  ['我知道了', true],
  ['返回首页领取红包', false],
])('a terms page whose only control is a button "%s" at its bottom has a way back: %j', (text, has) => {
  const title: PaintedView = { at: [40, 24, 680, 72], text: '中国移动认证服务条款', ink: BLACK, size: 32 };
  const button: PaintedView = {
    at: [64, 1300, 656, 1396],
    type: 'android.widget.Button',
    text,
    clickable: true,
    fill: 0xeeeeee,
    ink: BLACK,
  };
  expect(termsLook([title, button], null).page).toMatchObject({ title: { words: '中国移动认证服务条款' } });
  expect((termsLook([title, button], null).page?.back ?? null) !== null).toBe(has);
});

function termsLook(children: readonly PaintedView[], addresses: readonly string[] | null): TermsLook {
  const terms: PaintedView = { at: [0, 0, 720, 1440], fill: WHITE, children };
  const windows = [paintedWindow({}, [terms])];
  const screen = screenOf({ tree: paintedDump(windows), screenshot: paintedPng(windows), density: DENSITY });
  return { page: readTermsPage(screen, '中国移动认证服务条款'), screen, addresses };
}

/** A row of the terms' width, in it the box and the text; `left` and `right`: where the text's own view ends. */
function offCentre({ left, right, box = true, align = 'left' }: TermsRow): unknown {
  const text: PaintedView = { at: [left, 1300, right, 1340], text: `同意${OPERATOR_TITLE}`, ink: BLACK, size: 24, align };

  const row: PaintedView = { at: [40, 1290, 680, 1390], children: box ? [CHECK_BOX, text] : [text] };
  const screen = paintedScreen([paintedWindow({ checkBox: null, terms: row })]);
  const { sights } = recordOf({ screen, reading: readPage(screen) }, { operator: 'mobile', isFront: true, isThemed: true });
  return sights['terms-off-centre'];
}

interface TermsRow {
  readonly left: number;
  readonly right: number;
  readonly box?: boolean;
  readonly align?: 'left' | 'centre';
}

test('the terms stand in the middle of their room, and of what is around a view that is as wide as its text', () => {
  expect(offCentre({ left: 116, right: 656, align: 'centre' })).toBeLessThan(2);
  expect(offCentre({ left: 116, right: 656 })).toBeGreaterThan(20);
  const width = 14 * 24;
  expect(offCentre({ left: 116, right: 116 + width })).toBeGreaterThan(20);
  expect(offCentre({ left: 360 - width / 2, right: 360 + width / 2, box: false })).toBeLessThan(4);
});
