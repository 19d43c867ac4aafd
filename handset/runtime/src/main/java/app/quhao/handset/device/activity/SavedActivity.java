package app.quhao.handset.device.activity;

import android.content.ComponentName;
import android.content.Intent;
import android.os.Bundle;
import app.quhao.handset.device.Parcels;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the system keeps of an activity when its process ends, as the launcher stores it.
 *
 * @param state what onSaveInstanceState wrote, or null
 * @param resultTo the place in the task, from the bottom, of the activity that waits for its result;
 *     negative if none does
 */
record SavedActivity(
    ComponentName component,
    Intent intent,
    Bundle state,
    int resultTo,
    String resultWho,
    int requestCode,
    String referrer) {

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("component", component.flattenToString());
    json.put("intent", Parcels.write(intent));
    json.put("state", state == null ? null : Parcels.write(state));
    json.put("resultTo", resultTo);
    json.put("resultWho", resultWho);
    json.put("requestCode", requestCode);
    json.put("referrer", referrer);
    return json;
  }

  static SavedActivity of(Map<String, Object> json) {
    return new SavedActivity(
        ComponentName.unflattenFromString((String) json.get("component")),
        Parcels.intent((String) json.get("intent")),
        json.get("state") instanceof String state ? Parcels.bundle(state) : null,
        ((Number) json.get("resultTo")).intValue(),
        (String) json.get("resultWho"),
        ((Number) json.get("requestCode")).intValue(),
        (String) json.get("referrer"));
  }
}
