package app.quhao.handset.device.broadcast;

import android.os.Bundle;

/** What an ordered broadcast carries from receiver to receiver. */
public record BroadcastResult(int code, String data, Bundle extras) {
  public static final BroadcastResult NONE = new BroadcastResult(0, null, null);
}
