package com.example.listeners;

abstract class Base<T> {
  abstract void onOther(T other);

  public final void onFinal() {
    throw new IllegalStateException("a final method is nobody's to override");
  }
}
