package com.cmic.gen.sdk.view;

/** The theme names a resource that the app does not have (PAG-12). */
public final class MissingResource extends Exception {
  private static final long serialVersionUID = 1;

  final String name;

  public MissingResource(String name) {
    super(name);
    this.name = name;
  }
}
