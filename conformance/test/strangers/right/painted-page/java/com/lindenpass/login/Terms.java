package com.lindenpass.login;

import android.app.Activity;
import android.app.AlertDialog;

/** The operator's terms: their names, and a dialog with their text. */
final class Terms {
  private Terms() {}

  static String title(Scrip scrip) {
    switch (scrip.operator) {
      case "2":
        return "《中国联通认证服务条款》";
      case "3":
        return "《中国电信天翼账号认证服务条款》";
      default:
        return "《中国移动认证服务条款》";
    }
  }

  static String slogan(Scrip scrip) {
    switch (scrip.operator) {
      case "2":
        return "中国联通提供认证服务";
      case "3":
        return "中国电信提供认证服务";
      default:
        return "中国移动提供认证服务";
    }
  }

  static void show(Activity page, Scrip scrip) {
    new AlertDialog.Builder(page)
        .setTitle(title(scrip))
        .setMessage("一、服务说明\n二、用户的权利\n三、号码的使用")
        .setPositiveButton("知道了", null)
        .show();
  }
}
