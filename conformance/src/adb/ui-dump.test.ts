import { describe, expect, test } from 'vitest';
import { centre, findNode, parseDump } from './ui-dump.ts';

const XML = `<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation="0">
<node index="0" text="" resource-id="" class="android.widget.FrameLayout" package="app.quhao.probe" content-desc="" checkable="false" checked="false" clickable="false" enabled="true" bounds="[0,0][720,1280]">
<node index="0" text="154****0001" resource-id="app.quhao.probe:id/number" class="android.widget.TextView" package="app.quhao.probe" content-desc="" checkable="false" checked="false" clickable="false" enabled="true" bounds="[200,300][520,360]" />
<node index="1" text="本机号码&quot;一键登录&quot; &amp; &#26356;多" resource-id="" class="android.widget.Button" package="app.quhao.probe" content-desc="登" checkable="false" checked="false" clickable="true" enabled="true" bounds="[40,400][680,480]"/>
<node index="2" text="" resource-id="" class="android.widget.CheckBox" package="app.quhao.probe" content-desc="" checkable="true" checked="true" clickable="true" enabled="true" bounds="[-10,500][31,541]"/>
</node></hierarchy>`;

const nodes = parseDump(XML);

describe('a window dump', () => {
  test('lists every view in the order of the tree', () => {
    expect(nodes.map((node) => node.className.split('.').at(-1))).toEqual(['FrameLayout', 'TextView', 'Button', 'CheckBox']);
  });

  test('resolves XML entities', () => expect(nodes[2]?.text).toBe('本机号码"一键登录" & 更多'));

  test.each([
    ['text as a pattern', { text: '登录|注册', clickable: true }, 2],
    ['a short resource id', { resourceId: 'number' }, 1],
    ['a whole resource id', { resourceId: 'app.quhao.probe:id/number' }, 1],
    ['class', { className: 'android.widget.CheckBox' }, 3],
    ['state', { checkable: true, checked: true }, 3],
  ])('is searched by %s', (_, query, index) => expect(findNode(nodes, query)).toBe(nodes[index]));

  test.each([
    ['a text that is not clickable', { text: '154', clickable: true }],
    ['part of a resource id', { resourceId: 'umber' }],
    ['the other state', { checkable: true, checked: false }],
  ])('does not give %s', (_, query) => expect(findNode(nodes, query)).toBe(null));

  test('has the centre of a view, also where it reaches beyond the screen', () => {
    expect(centre(nodes[2]!.bounds)).toEqual({ x: 360, y: 440 });
    expect(centre(nodes[3]!.bounds)).toEqual({ x: 11, y: 521 });
  });
});

test('a dump that was cut off is refused, with its beginning', () => {
  expect(() => parseDump(XML.slice(0, 700))).toThrow(/uiautomator dump gave no well-formed XML: <\?xml/);
});
