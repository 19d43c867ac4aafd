package app.quhao.runtimesample;

import android.app.Activity;
import android.app.UiModeManager;
import android.media.MediaDrm;
import android.os.Bundle;
import android.webkit.WebSettings;
import java.lang.reflect.Field;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.UUID;
import javax.crypto.Cipher;

/** Asks by what libraries tell Android from a JVM, and for what they find in both. */
public final class PlatformActivity extends Activity {
  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    Answer.log("extension", () -> nameOf(ServiceLoader.load(Extension.class)));
    Answer.log(
        "extension by loader",
        () -> nameOf(ServiceLoader.load(Extension.class, getClassLoader())));
    Answer.log("elements", () -> field(new ArrayList<>(List.of(1)), "elementData") != null);
    Answer.log("message", () -> field(new Throwable("inside"), "detailMessage"));
    for (String name :
        new String[] {"java.vm.name", "java.vm.version", "java.vendor", "java.version", "os.arch"}) {
      Answer.log(name, () -> System.getProperty(name));
    }
    Answer.log("library", () -> loaded());
    Answer.log("rsa", PlatformActivity::plainRsa);
    Answer.log("drm", () -> new MediaDrm(new UUID(1, 2)));
    Answer.log("mode", () -> getSystemService(UiModeManager.class).getCurrentModeType());
    Answer.log("agent", () -> WebSettings.getDefaultUserAgent(this));
    Answer.log("done", () -> true);
  }

  private static String nameOf(ServiceLoader<Extension> found) {
    return found.iterator().next().getClass().getSimpleName();
  }

  private static Object field(Object owner, String name) throws ReflectiveOperationException {
    Class<?> type = owner instanceof Throwable ? Throwable.class : owner.getClass();
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(owner);
  }

  private static Object loaded() {
    System.loadLibrary("none");
    return "loaded";
  }

  /** What `RSA` alone has encrypted, decrypted without padding: the text behind zeros. */
  private static Object plainRsa() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    KeyPair pair = generator.generateKeyPair();
    Cipher cipher = Cipher.getInstance("RSA");
    cipher.init(Cipher.ENCRYPT_MODE, pair.getPublic());
    byte[] encrypted = cipher.doFinal("text".getBytes("UTF-8"));
    Cipher raw = Cipher.getInstance("RSA/ECB/NoPadding");
    raw.init(Cipher.DECRYPT_MODE, pair.getPrivate());
    return new String(raw.doFinal(encrypted), "UTF-8").replace("\0", "");
  }
}
