package app.quhao.handset.device.shadow;

import android.content.BroadcastReceiver;
import android.content.Intent;
import android.content.IntentFilter;
import android.os.Bundle;
import android.os.Environment;
import android.os.Handler;
import android.os.UserHandle;
import app.quhao.handset.device.Handset;
import app.quhao.handset.device.broadcast.BroadcastRequest;
import app.quhao.handset.device.broadcast.BroadcastResult;
import app.quhao.handset.device.broadcast.Broadcasts;
import app.quhao.handset.device.broadcast.Sender;
import java.io.File;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowContextImpl;

/**
 * Sends broadcasts, registers receivers and finds the folders of the shared storage. The handset has
 * one user, whoever is named.
 */
@Implements(className = ShadowContextImpl.CLASS_NAME)
public final class ContextImplShadow extends ServiceContextShadow {
  private static Broadcasts broadcasts() {
    return Handset.current().services().broadcasts();
  }

  private static BroadcastRequest of(Intent intent) {
    return BroadcastRequest.of(intent, Sender.APP);
  }

  @Implementation
  @Override
  protected File getExternalFilesDir(String type) {
    return getExternalFilesDirs(type)[0];
  }

  /** StorageManager, which creates the folder on a phone, is not there. */
  @Implementation
  @Override
  protected File[] getExternalFilesDirs(String type) {
    File[] folders =
        Environment.buildExternalStorageAppFilesDirs(outerContext().getPackageName());
    File folder = type == null ? folders[0] : new File(folders[0], type);
    return folder.isDirectory() || folder.mkdirs() ? new File[] {folder} : new File[1];
  }

  @Implementation
  @Override
  protected void sendBroadcast(Intent intent) {
    broadcasts().send(of(intent));
  }

  @Implementation
  @Override
  protected void sendBroadcast(Intent intent, String permission) {
    broadcasts().send(of(intent).requiring(permission));
  }

  @Implementation
  @Override
  protected void sendBroadcast(Intent intent, String permission, Bundle options) {
    broadcasts().send(of(intent).requiring(permission));
  }

  @Implementation
  protected void sendBroadcastMultiplePermissions(Intent intent, String[] permissions) {
    broadcasts().send(of(intent).requiring(permissions));
  }

  @Implementation
  protected void sendBroadcastMultiplePermissions(
      Intent intent, String[] permissions, Bundle options) {
    broadcasts().send(of(intent).requiring(permissions));
  }

  @Implementation
  @Override
  protected void sendBroadcastAsUser(Intent intent, UserHandle user) {
    broadcasts().send(of(intent));
  }

  @Implementation
  @Override
  protected void sendBroadcastAsUser(Intent intent, UserHandle user, String permission) {
    broadcasts().send(of(intent).requiring(permission));
  }

  @Implementation
  @Override
  protected void sendBroadcastAsUser(
      Intent intent, UserHandle user, String permission, Bundle options) {
    broadcasts().send(of(intent).requiring(permission));
  }

  @Implementation
  @Override
  protected void sendOrderedBroadcast(Intent intent, String permission) {
    broadcasts().send(of(intent).requiring(permission).ordered(BroadcastResult.NONE));
  }

  @Implementation
  protected void sendOrderedBroadcast(Intent intent, String permission, Bundle options) {
    sendOrderedBroadcast(intent, permission);
  }

  @Implementation
  @Override
  protected void sendOrderedBroadcast(
      Intent intent,
      String permission,
      BroadcastReceiver last,
      Handler handler,
      int code,
      String data,
      Bundle extras) {
    broadcasts()
        .send(
            of(intent)
                .requiring(permission)
                .ordered(new BroadcastResult(code, data, extras))
                .endingAt(outerContext(), last, handler));
  }

  @Implementation
  protected void sendOrderedBroadcast(
      Intent intent,
      String permission,
      Bundle options,
      BroadcastReceiver last,
      Handler handler,
      int code,
      String data,
      Bundle extras) {
    sendOrderedBroadcast(intent, permission, last, handler, code, data, extras);
  }

  @Implementation
  protected void sendOrderedBroadcast(
      Intent intent,
      String permission,
      String appOp,
      BroadcastReceiver last,
      Handler handler,
      int code,
      String data,
      Bundle extras) {
    sendOrderedBroadcast(intent, permission, last, handler, code, data, extras);
  }

  @Implementation
  protected void sendOrderedBroadcast(
      Intent intent,
      int code,
      String permission,
      String appOp,
      BroadcastReceiver last,
      Handler handler,
      String data,
      Bundle extras,
      Bundle options) {
    sendOrderedBroadcast(intent, permission, last, handler, code, data, extras);
  }

  @Implementation
  @Override
  protected void sendOrderedBroadcastAsUser(
      Intent intent,
      UserHandle user,
      String permission,
      BroadcastReceiver last,
      Handler handler,
      int code,
      String data,
      Bundle extras) {
    sendOrderedBroadcast(intent, permission, last, handler, code, data, extras);
  }

  @Implementation
  @Override
  protected void sendOrderedBroadcastAsUser(
      Intent intent,
      UserHandle user,
      String permission,
      int appOp,
      Bundle options,
      BroadcastReceiver last,
      Handler handler,
      int code,
      String data,
      Bundle extras) {
    sendOrderedBroadcast(intent, permission, last, handler, code, data, extras);
  }

  @Implementation
  @Override
  protected void sendStickyBroadcast(Intent intent) {
    broadcasts().send(of(intent).sticky());
  }

  @Implementation
  protected void sendStickyBroadcast(Intent intent, Bundle options) {
    sendStickyBroadcast(intent);
  }

  @Implementation
  protected void sendStickyOrderedBroadcast(
      Intent intent,
      BroadcastReceiver last,
      Handler handler,
      int code,
      String data,
      Bundle extras) {
    broadcasts()
        .send(
            of(intent)
                .sticky()
                .ordered(new BroadcastResult(code, data, extras))
                .endingAt(outerContext(), last, handler));
  }

  @Implementation
  protected void removeStickyBroadcast(Intent intent) {
    broadcasts().removeSticky(intent);
  }

  @Implementation
  @Override
  protected Intent registerReceiver(BroadcastReceiver receiver, IntentFilter filter) {
    return registerReceiver(receiver, filter, null, null, 0);
  }

  @Implementation
  @Override
  protected Intent registerReceiver(BroadcastReceiver receiver, IntentFilter filter, int flags) {
    return registerReceiver(receiver, filter, null, null, flags);
  }

  @Implementation
  @Override
  protected Intent registerReceiver(
      BroadcastReceiver receiver, IntentFilter filter, String permission, Handler handler) {
    return registerReceiver(receiver, filter, permission, handler, 0);
  }

  @Implementation
  @Override
  protected Intent registerReceiver(
      BroadcastReceiver receiver,
      IntentFilter filter,
      String permission,
      Handler handler,
      int flags) {
    return broadcasts()
        .register(
            outerContext(), receiver, filter, new Broadcasts.How(permission, handler, flags));
  }

  @Implementation
  @Override
  protected Intent registerReceiverAsUser(
      BroadcastReceiver receiver,
      UserHandle user,
      IntentFilter filter,
      String permission,
      Handler handler) {
    return registerReceiver(receiver, filter, permission, handler, 0);
  }

  @Implementation
  @Override
  protected void unregisterReceiver(BroadcastReceiver receiver) {
    broadcasts().unregister(outerContext(), receiver);
  }
}
