import { SaxesParser } from 'saxes';
import { type Box, EMPTY_BOX } from './box.ts';
import { PageError } from './page-error.ts';
import type { View, ViewTree, ViewWindow } from './view-tree.ts';

type Attributes = Readonly<Record<string, string>>;

interface Node {
  readonly attributes: Attributes;
  readonly children: Node[];
}

interface WindowNode {
  readonly attributes: Attributes;
  readonly roots: Node[];
}

/**
 * Reads what `uiautomator dump` wrote (AOSP AccessibilityNodeInfoDumper): one window as a single root, several as several roots (the
 * later above), or `--windows`, where each window has its layer.
 */
export function readTree(xml: string): ViewTree {
  const windows = parse(xml).toSorted((one, other) => layerOf(one) - layerOf(other));
  let order = 0;
  const nextOrder = (): number => order++;
  return {
    windows: windows.flatMap(({ attributes, roots }) =>
      roots.map((root): ViewWindow => {
        const type = attributes['type'] ?? '';
        return {
          title: attributes['title'] ?? '',
          isSystem: type.includes('SYSTEM') || type.includes('INPUT_METHOD'),
          root: viewOf(root, null, nextOrder),
        };
      }),
    ),
  };
}

function parse(xml: string): readonly WindowNode[] {
  const plain: WindowNode = { attributes: {}, roots: [] };
  const windows: WindowNode[] = [];
  const openWindows: WindowNode[] = [];
  const openNodes: Node[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'window') {
      const opened = { attributes, roots: [] };
      windows.push(opened);
      openWindows.push(opened);
    } else if (name === 'node') {
      const node: Node = { attributes, children: [] };
      const siblings = openNodes.at(-1)?.children ?? (openWindows.at(-1) ?? plain).roots;
      siblings.push(node);
      openNodes.push(node);
    }
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'window') {
      openWindows.pop();
    } else if (name === 'node') {
      openNodes.pop();
    }
  });
  try {
    parser.write(xml).close();
  } catch (error) {
    throw new PageError('TREE', `the view tree is no XML of uiautomator: ${String(error)}`, { cause: error });
  }
  return plain.roots.length > 0 ? [plain, ...windows] : windows;
}

function layerOf({ attributes }: WindowNode): number {
  return Number(attributes['layer'] ?? 0);
}

function viewOf(node: Node, parent: View | null, nextOrder: () => number): View {
  const { attributes } = node;
  const text = (name: string): string => attributes[name] ?? '';
  const flag = (name: string): boolean => attributes[name] === 'true';
  const children: View[] = [];
  const view: View = {
    text: text('text'),
    description: text('content-desc'),
    resourceId: text('resource-id'),
    className: text('class'),
    packageName: text('package'),
    clickable: flag('clickable'),
    checkable: flag('checkable'),
    checked: flag('checked'),
    selected: flag('selected'),
    enabled: flag('enabled'),
    bounds: boundsOf(text('bounds')),
    parent,
    children,
    order: nextOrder(),
  };
  const inDrawingOrder = node.children.toSorted((one, other) => drawingOrder(one) - drawingOrder(other));
  children.push(...inDrawingOrder.map((child) => viewOf(child, view, nextOrder)));
  return view;
}

/** Newer dumps give it; without it the order of the children is the order of drawing. */
function drawingOrder({ attributes }: Node): number {
  return Number(attributes['drawing-order'] ?? 0);
}

function boundsOf(text: string): Box {
  const match = /^\[(-?\d+),(-?\d+)\]\[(-?\d+),(-?\d+)\]$/.exec(text);
  if (match === null) {
    return EMPTY_BOX;
  }
  const [left = 0, top = 0, right = 0, bottom = 0] = match.slice(1).map(Number);
  return { left, top, right, bottom };
}
