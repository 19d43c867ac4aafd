import { expect, test } from 'vitest';
import { readTree } from './read-tree.ts';
import { allViews } from './view-tree.ts';

function node(text: string, more = '', inside = ''): string {
  return `<node text="${text}" bounds="[1,2][30,40]" ${more}>${inside}</node>`;
}

function textsOf(xml: string): readonly string[] {
  return allViews(readTree(xml)).map(({ text }) => text);
}

test('a plain dump is one window; several roots are windows, the later above', () => {
  expect(readTree(`<hierarchy rotation="0">${node('a')}</hierarchy>`).windows).toHaveLength(1);
  expect(textsOf(`<hierarchy>${node('a')}${node('b')}</hierarchy>`)).toEqual(['a', 'b']);
});

test('windows with layers stand in their order, whatever the order of the dump', () => {
  const window = (layer: number, type: string, text: string): string =>
    `<window layer="${layer}" type="${type}" title="T${layer}"><hierarchy rotation="0">${node(text)}</hierarchy></window>`;
  const xml = `<displays><display id="0">${window(2, 'TYPE_SYSTEM', 'bar')}${window(1, 'TYPE_APPLICATION', 'page')}</display></displays>`;
  expect(readTree(xml).windows).toMatchObject([
    { title: 'T1', isSystem: false, root: { text: 'page' } },
    { title: 'T2', isSystem: true, root: { text: 'bar' } },
  ]);
});

test('children stand in the order of drawing where the dump gives it', () => {
  const inside = node('second', 'drawing-order="2"') + node('first', 'drawing-order="1"');
  expect(textsOf(`<hierarchy>${node('root', '', inside)}</hierarchy>`)).toEqual(['root', 'first', 'second']);
});

test('attributes are read with their entities; bounds that are none are empty', () => {
  const [view] = allViews(readTree('<hierarchy><node text="a&#10;b &amp; c" clickable="true" bounds="odd"/></hierarchy>'));
  expect(view).toMatchObject({ text: 'a\nb & c', clickable: true, checkable: false, bounds: { left: 0, right: 0 } });
});

test('a screen between two windows has none', () => {
  expect(readTree('<hierarchy/>').windows).toEqual([]);
});

test.each(['', 'ERROR: null root node returned by UiTestAutomationBridge.', '<hierarchy><node'])(
  '%j is a fault of the bench',
  (xml) => {
    expect(() => readTree(xml)).toThrow(expect.objectContaining({ name: 'PageError', code: 'TREE' }));
  },
);
