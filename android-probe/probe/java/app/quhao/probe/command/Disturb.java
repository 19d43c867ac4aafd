package app.quhao.probe.command;

import android.app.Application;
import android.content.ActivityNotFoundException;
import android.content.ComponentCallbacks2;
import android.content.Intent;
import android.os.Handler;
import android.os.Looper;
import android.os.SystemClock;
import app.quhao.probe.ProbeContext;
import app.quhao.probe.server.Command;
import app.quhao.probe.server.Json;
import app.quhao.probe.server.Params;
import app.quhao.probe.server.ProbeError;
import java.io.IOException;
import java.util.Locale;

/** Puts the app's process into circumstances that an SDK meets on phones. `reset` ends them. */
final class Disturb implements Command {
  private final ProbeContext context;
  private final Disturbance disturbance;

  Disturb(ProbeContext context, Disturbance disturbance) {
    this.context = context;
    this.disturbance = disturbance;
  }

  @Override
  public String name() {
    return "disturb";
  }

  @Override
  public String text() {
    return "changes the process's language, keeps its main thread busy, tells it of low memory,"
        + " opens a page that nobody called, or spoils or blocks the app's private files, until"
        + " reset";
  }

  @Override
  public String params() {
    return "what: locale | busy-main | low-memory | orphan-page | spoil-files | block-files; with"
        + " locale: tag; with busy-main: ms; with orphan-page: activity";
  }

  @Override
  public Object run(Params params) throws ProbeError {
    String what = params.text("what");
    switch (what) {
      case "locale":
        params.only("what", "tag");
        disturbance.setLocale(Locale.forLanguageTag(params.text("tag")));
        return Json.object();
      case "busy-main":
        params.only("what", "ms");
        keepBusy(params.number("ms"));
        return Json.object();
      case "low-memory":
        params.only("what");
        return OnMainThread.run(context.mainThread, this::tellOfLowMemory);
      case "orphan-page":
        params.only("what", "activity");
        return OnMainThread.run(context.mainThread, () -> openOrphan(params.text("activity")));
      case "spoil-files":
      case "block-files":
        params.only("what");
        return Json.object("files", changeFiles(what.equals("spoil-files")));
      default:
        throw ProbeError.badRequest("what must be one of those of help, got " + what);
    }
  }

  private static void keepBusy(long millis) {
    new Handler(Looper.getMainLooper()).post(() -> SystemClock.sleep(millis));
  }

  private Object tellOfLowMemory() {
    Application application = (Application) context.android.getApplicationContext();
    application.onTrimMemory(ComponentCallbacks2.TRIM_MEMORY_BACKGROUND);
    application.onLowMemory();
    return Json.object();
  }

  /** As where the system has ended the app behind an open page, and the user comes back to it. */
  private Object openOrphan(String activity) throws ProbeError {
    Intent page =
        new Intent()
            .setClassName(context.android, activity)
            .addFlags(Intent.FLAG_ACTIVITY_NEW_TASK);
    try {
      context.android.startActivity(page);
    } catch (ActivityNotFoundException error) {
      throw ProbeError.badRequest("the app has no activity " + activity);
    }
    return Json.object();
  }

  private int changeFiles(boolean isSpoiled) throws ProbeError {
    try {
      return isSpoiled ? disturbance.spoilFiles() : disturbance.blockFiles();
    } catch (IOException error) {
      throw ProbeError.probeFault(error);
    }
  }
}
