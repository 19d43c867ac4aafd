package com.cmic.gen.sdk.flow;

/** What the steps of a call draw from. */
public final class Sources {
  public final ScripSource scrips;
  public final TokenSource tokens;
  public final PageHost pages;

  Sources(ScripSource scrips, TokenSource tokens, PageHost pages) {
    this.scrips = scrips;
    this.tokens = tokens;
    this.pages = pages;
  }
}
