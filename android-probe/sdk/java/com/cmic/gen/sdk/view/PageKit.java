package com.cmic.gen.sdk.view;

import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** What a login page is made of. */
public final class PageKit {
  private final PageDesign design;
  private final BiFunction<PageActions, PageScene, PageActions> actions;
  private final UnaryOperator<PageListeners> listeners;

  public PageKit(
      PageDesign design,
      BiFunction<PageActions, PageScene, PageActions> actions,
      UnaryOperator<PageListeners> listeners) {
    this.design = design;
    this.actions = actions;
    this.listeners = listeners;
  }

  PageDesign design() {
    return design;
  }

  PageActions actions(PageActions reference, PageScene scene) {
    return actions.apply(reference, scene);
  }

  PageListeners listeners(ThemeSettings theme) {
    return listeners.apply(new ThemeListeners(theme));
  }
}
