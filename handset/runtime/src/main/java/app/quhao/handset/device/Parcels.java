package app.quhao.handset.device;

import android.content.Intent;
import android.os.Bundle;
import android.os.Parcel;
import android.os.Parcelable;
import java.util.Base64;

/** Parcelables as text, for what outlives the process. */
public final class Parcels {
  private Parcels() {}

  public static String write(Parcelable value) {
    Parcel parcel = Parcel.obtain();
    try {
      value.writeToParcel(parcel, 0);
      return Base64.getEncoder().encodeToString(parcel.marshall());
    } finally {
      parcel.recycle();
    }
  }

  public static Intent intent(String text) {
    Intent intent = read(text, Intent.CREATOR);
    intent.setExtrasClassLoader(Parcels.class.getClassLoader());
    return intent;
  }

  public static Bundle bundle(String text) {
    Bundle bundle = read(text, Bundle.CREATOR);
    bundle.setClassLoader(Parcels.class.getClassLoader());
    return bundle;
  }

  private static <T> T read(String text, Parcelable.Creator<T> creator) {
    byte[] bytes = Base64.getDecoder().decode(text);
    Parcel parcel = Parcel.obtain();
    try {
      parcel.unmarshall(bytes, 0, bytes.length);
      parcel.setDataPosition(0);
      return creator.createFromParcel(parcel);
    } finally {
      parcel.recycle();
    }
  }
}
