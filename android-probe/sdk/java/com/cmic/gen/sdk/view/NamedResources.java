package com.cmic.gen.sdk.view;

import android.content.Context;
import android.content.res.Resources;
import android.graphics.drawable.Drawable;
import android.view.LayoutInflater;
import android.view.View;
import android.view.ViewGroup;

/** Resources as themes give them: by name in the app, or by id. */
final class NamedResources {
  private final Context context;

  NamedResources(Context context) {
    this.context = context;
  }

  Drawable drawable(String name) throws MissingResource {
    int id = id(name, "drawable");
    if (id == 0) {
      id = id(name, "mipmap");
    }
    if (id == 0) {
      throw new MissingResource("drawable/" + name);
    }
    return context.getDrawable(id);
  }

  /** 0 for no name. */
  int animation(String name) throws MissingResource {
    if (name == null || name.isEmpty()) {
      return 0;
    }
    int id = id(name, "anim");
    if (id == 0) {
      throw new MissingResource("anim/" + name);
    }
    return id;
  }

  View layout(int id, ViewGroup parent) throws MissingResource {
    try {
      return LayoutInflater.from(context).inflate(id, parent, false);
    } catch (Resources.NotFoundException error) {
      throw new MissingResource("layout " + id);
    }
  }

  /** 0 where there is none. */
  int viewId(String name) {
    return id(name, "id");
  }

  private int id(String name, String type) {
    return context.getResources().getIdentifier(name, type, context.getPackageName());
  }
}
