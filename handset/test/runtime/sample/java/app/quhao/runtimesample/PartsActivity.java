package app.quhao.runtimesample;

import android.app.Activity;
import android.location.Geocoder;
import android.media.MediaMetadataRetriever;
import android.media.MediaPlayer;
import android.media.MediaRecorder;
import android.net.TrafficStats;
import android.net.VpnService;
import android.opengl.GLES20;
import android.os.Build;
import android.os.Bundle;
import android.os.Environment;
import android.os.Process;
import android.os.StatFs;
import android.speech.tts.TextToSpeech;
import android.webkit.MimeTypeMap;
import android.webkit.WebView;
import java.util.Arrays;
import javax.crypto.Cipher;

/** Uses parts of a device that are no services: those that the handset has not, and those that it has. */
public final class PartsActivity extends Activity {
  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    Answer.log("player", () -> new MediaPlayer());
    Answer.log("recorder", () -> nothing(() -> new MediaRecorder().setAudioSource(1)));
    Answer.log("frames", () -> nothing(() -> new MediaMetadataRetriever().setDataSource("/a")));
    Answer.log("speech", () -> new TextToSpeech(this, status -> {}));
    Answer.log("geocoder", () -> new Geocoder(this).getFromLocation(1, 1, 1));
    Answer.log("vpn", () -> VpnService.prepare(this));
    Answer.log("shader", () -> GLES20.glCreateShader(GLES20.GL_VERTEX_SHADER));
    WebView web = new WebView(this);
    Answer.log("script", () -> nothing(() -> web.evaluateJavascript("1", value -> {})));
    Answer.log("page", () -> nothing(() -> web.loadUrl("about:blank")));
    Answer.log("type", () -> MimeTypeMap.getSingleton().getMimeTypeFromExtension("png"));
    Answer.log("disk", () -> new StatFs(Environment.getDataDirectory().getPath()).getTotalBytes());
    Answer.log("bytes", () -> TrafficStats.getMobileRxBytes());
    Answer.log("property", () -> property("ro.build.version.release"));
    Answer.log("abis", PartsActivity::abis);
    Answer.log(
        "64 bits",
        () -> Process.is64Bit() + " " + Arrays.toString(Build.SUPPORTED_64_BIT_ABIS));
    Answer.log("sm4", () -> Cipher.getInstance("SM4/CBC/PKCS5Padding"));
    Answer.log("done", () -> true);
  }

  private interface Action {
    void run() throws Exception;
  }

  private static Object nothing(Action action) throws Exception {
    action.run();
    return "nothing";
  }

  private static Object property(String name) throws ReflectiveOperationException {
    return Class.forName("android.os.SystemProperties")
        .getMethod("get", String.class)
        .invoke(null, name);
  }

  private static Object abis() throws ReflectiveOperationException {
    return String.join(",", Build.SUPPORTED_ABIS)
        + " "
        + Build.CPU_ABI
        + " "
        + property("ro.product.cpu.abilist")
        + " "
        + property("ro.product.cpu.abi");
  }
}
