import type { Box } from './box.ts';

/** One view of the device, in its place in the tree. */
export interface View {
  readonly text: string;
  readonly description: string;
  readonly resourceId: string;
  readonly className: string;
  readonly packageName: string;
  readonly clickable: boolean;
  readonly checkable: boolean;
  readonly checked: boolean;
  readonly selected: boolean;
  readonly enabled: boolean;
  readonly bounds: Box;
  readonly parent: View | null;
  readonly children: readonly View[];
  /** Place in the order of drawing over all windows: a later view is drawn over an earlier one, elevation apart. */
  readonly order: number;
}

export interface ViewWindow {
  /** Empty where the dump does not name it. */
  readonly title: string;
  /** A window of the system (status bar, keyboard), where the dump says so. */
  readonly isSystem: boolean;
  readonly root: View;
}

/** All windows of a dump, the lowest first. */
export interface ViewTree {
  readonly windows: readonly ViewWindow[];
}

/** The view and all below it, in the order of drawing. */
export function viewsOf(root: View): readonly View[] {
  return [root, ...root.children.flatMap((child) => viewsOf(child))];
}

export function allViews(tree: ViewTree): readonly View[] {
  return tree.windows.flatMap(({ root }) => viewsOf(root));
}

/** The view itself, its parent, and so on up to the root. */
export function lineOf(view: View): readonly View[] {
  return view.parent === null ? [view] : [view, ...lineOf(view.parent)];
}

export function isWithin(view: View, ancestor: View): boolean {
  return lineOf(view).includes(ancestor);
}

/** What a person reads on the view: its text, else what it is described as. */
export function wordsOf(view: View): string {
  return view.text === '' ? view.description : view.text;
}

/** `app:id/name` may be asked for by its name alone. */
export function hasId(view: View, id: string): boolean {
  return id !== '' && (view.resourceId === id || view.resourceId.endsWith(`:id/${id}`));
}
