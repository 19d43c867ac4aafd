package app.quhao.handset.device.shadow;

import android.app.Activity;
import android.app.Application;
import android.app.Instrumentation;
import android.app.Instrumentation.ActivityResult;
import android.content.Context;
import android.content.Intent;
import android.os.Bundle;
import android.os.IBinder;
import android.os.Looper;
import android.os.UserHandle;
import app.quhao.handset.device.Handset;
import app.quhao.handset.device.activity.StartRequest;
import java.util.concurrent.ExecutionException;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.shadows.ShadowInstrumentation;
import org.robolectric.util.ReflectionHelpers.ClassParameter;

/** The framework's calls to the system: starting activities and reporting of an instrumentation. */
@Implements(Instrumentation.class)
public final class InstrumentationShadow extends ShadowInstrumentation {
  @Implementation
  protected void callApplicationOnCreate(Application application) {
    Handset.current().services().instrumentations().beforeApplicationOnCreate(application);
    Shadow.directlyOn(
        realObject,
        Instrumentation.class,
        "callApplicationOnCreate",
        ClassParameter.from(Application.class, application));
  }

  @Implementation
  @Override
  protected ActivityResult execStartActivity(
      Context who,
      IBinder contextThread,
      IBinder token,
      Activity target,
      Intent intent,
      int requestCode,
      Bundle options) {
    leave(who, intent);
    Handset.current()
        .services()
        .activities()
        .start(new StartRequest(intent, target, null, requestCode, who.getPackageName()));
    return null;
  }

  @Implementation
  @Override
  protected ActivityResult execStartActivity(
      Context who,
      IBinder contextThread,
      IBinder token,
      String target,
      Intent intent,
      int requestCode,
      Bundle options) {
    leave(who, intent);
    Activity caller = who instanceof Activity activity ? activity : null;
    Handset.current()
        .services()
        .activities()
        .start(new StartRequest(intent, caller, target, requestCode, who.getPackageName()));
    return null;
  }

  @Implementation
  @Override
  protected ActivityResult execStartActivity(
      Context who,
      IBinder contextThread,
      IBinder token,
      String resultWho,
      Intent intent,
      int requestCode,
      Bundle options,
      UserHandle user) {
    return execStartActivity(who, contextThread, token, resultWho, intent, requestCode, options);
  }

  /** The framework's checks of what leaves the process, among them for URIs of files. */
  private static void leave(Context who, Intent intent) {
    intent.migrateExtraStreamToClipData(who);
    intent.prepareToLeaveProcess(who);
  }

  /**
   * The framework's implementation needs an ActivityThread, which Robolectric creates by calling
   * this method.
   */
  @Implementation
  protected void runOnMainSync(Runnable task) throws Exception {
    Handset.current()
        .services()
        .mainThread()
        .call(
            () -> {
              task.run();
              return null;
            });
  }

  @Implementation
  @Override
  protected Activity startActivitySync(Intent intent, Bundle options) {
    if (Looper.myLooper() == Looper.getMainLooper()) {
      throw new RuntimeException("This method can not be called from the main application thread");
    }
    try {
      String referrer = realObject.getTargetContext().getPackageName();
      return Handset.current()
          .services()
          .activities()
          .start(new StartRequest(intent, null, null, -1, referrer))
          .get()
          .top();
    } catch (InterruptedException | ExecutionException e) {
      throw new RuntimeException("Could not launch intent " + intent, e);
    }
  }

  @Implementation
  protected void sendStatus(int code, Bundle results) {
    Handset.current().services().instrumentations().status(code, results);
  }

  @Implementation
  protected void finish(int code, Bundle results) {
    Handset.current().services().instrumentations().finished(code, results);
  }
}
