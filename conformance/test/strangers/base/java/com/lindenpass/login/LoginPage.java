package com.lindenpass.login;

import android.app.Activity;
import android.content.Intent;
import android.os.Bundle;

/** The login page's activity. */
public final class LoginPage extends Activity {
  private LoginDesk desk;
  private Login login;
  private boolean isShown;

  @Override
  protected void onCreate(Bundle savedState) {
    super.onCreate(savedState);
    desk = LindenPass.desk();
    if (desk == null || desk.current == null) {
      finish();
      return;
    }
    desk.page = this;
    show(desk.current);
  }

  @Override
  protected void onNewIntent(Intent intent) {
    super.onNewIntent(intent);
    show(desk.current);
    if (!isFinishing()) {
      announce();
    }
  }

  private void show(Login next) {
    login = next;
    isShown = false;
    if (next.call.isOver()) {
      finish();
      return;
    }
    setContentView(PageView.build(this, next));
  }

  @Override
  protected void onResume() {
    super.onResume();
    announce();
  }

  private void announce() {
    if (!isShown && login != null && !login.call.isOver()) {
      isShown = true;
      desk.shown(login);
    }
  }

  @Override
  public void finish() {
    super.finish();
    leave();
  }

  @Override
  protected void onDestroy() {
    super.onDestroy();
    if (!isChangingConfigurations()) {
      leave();
    }
  }

  private void leave() {
    if (login == null) {
      return;
    }
    login.cancel();
    if (desk.page == this) {
      desk.page = null;
    }
    if (desk.current == login) {
      desk.current = null;
    }
  }
}
