import { PageError } from '../page/page-error.ts';
import { readTree } from '../page/read-tree.ts';
import type { View } from '../page/view-tree.ts';
import type { Picture } from './attachment.ts';
import { escapeXml as text } from './xml.ts';

/** Screenshots side by side, and below them the view tree that was read with each. */
export function screenBlock(pictures: readonly Picture[]): string {
  const figures = pictures.flatMap(({ name, png }) =>
    png === null
      ? []
      : `<figure><img alt="${text(name)}" src="data:image/png;base64,${png.toString('base64')}"><figcaption>${text(name)}</figcaption></figure>`,
  );
  const trees = pictures.flatMap(({ name, tree }) =>
    tree === null
      ? []
      : `<details><summary>View tree of ${text(name)}</summary><pre>${text(treeLines(tree).join('\n'))}</pre></details>`,
  );
  return figures.length === 0 ? '' : `<div class="pictures">${figures.join('')}</div>${trees.join('')}`;
}

/** A line a view, indented by its depth. A tree that cannot be read is shown as it is. */
function treeLines(xml: string): readonly string[] {
  try {
    return readTree(xml).windows.flatMap(({ title, root }) => [`window ${title}`.trimEnd(), ...viewLines(root, 1)]);
  } catch (error) {
    if (error instanceof PageError) {
      return [xml];
    }
    throw error;
  }
}

function viewLines(view: View, depth: number): readonly string[] {
  const { className, resourceId, text: words, description, bounds, clickable, checkable, checked, enabled } = view;
  const states = { clickable, checkable, checked, disabled: !enabled };
  const line = [
    className.split('.').at(-1) ?? className,
    resourceId.split('/').at(-1) ?? '',
    words === '' ? description : `“${words}”`,
    `[${bounds.left},${bounds.top} ${bounds.right},${bounds.bottom}]`,
    ...Object.entries(states).flatMap(([name, is]) => (is ? [name] : [])),
  ];
  const own = '  '.repeat(depth) + line.filter((word) => word !== '').join(' ');
  return [own, ...view.children.flatMap((child) => viewLines(child, depth + 1))];
}
