package app.quhao.probe.command;

import app.quhao.probe.ProbeContext;
import app.quhao.probe.server.Command;
import app.quhao.probe.server.Json;
import app.quhao.probe.server.Params;
import app.quhao.probe.server.ProbeError;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.json.JSONArray;

final class Storage implements Command {
  private static final Charset[] SPELLINGS = {
    StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE
  };

  private final ProbeContext context;

  Storage(ProbeContext context) {
    this.context = context;
  }

  @Override
  public String name() {
    return "storage";
  }

  @Override
  public String text() {
    return "searches the app's private files, and what its activities handed to the system, for"
        + " texts; reports place and index of the text, never content";
  }

  @Override
  public String params() {
    return "search";
  }

  @Override
  public Object run(Params params) throws ProbeError {
    String[] texts = params.only("search").texts("search");
    File root = context.android.getDataDir();
    List<File> files = new ArrayList<>();
    collect(root, files);
    long bytes = 0;
    JSONArray hits = new JSONArray();
    try {
      for (File file : files) {
        byte[] content = read(file);
        bytes += content.length;
        String name = file.getPath().substring(root.getPath().length() + 1);
        addHits(name, content, texts, hits);
      }
    } catch (IOException error) {
      throw ProbeError.probeFault(error);
    }
    for (Map.Entry<String, String> handed : context.handedOut.texts().entrySet()) {
      addHits(handed.getKey(), handed.getValue().getBytes(StandardCharsets.UTF_8), texts, hits);
    }
    return Json.object("files", files.size(), "bytes", bytes, "hits", hits);
  }

  private static void addHits(String place, byte[] content, String[] texts, JSONArray hits) {
    for (int i = 0; i < texts.length; i++) {
      if (holds(content, texts[i])) {
        hits.put(Json.object("file", place, "index", i));
      }
    }
  }

  private static void collect(File folder, List<File> files) {
    File[] children = folder.listFiles();
    if (children == null) {
      return;
    }
    for (File child : children) {
      if (child.isDirectory()) {
        collect(child, files);
      } else if (child.isFile()) {
        files.add(child);
      }
    }
  }

  private static byte[] read(File file) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try (InputStream in = new FileInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        content.write(buffer, 0, n);
      }
    }
    return content.toByteArray();
  }

  private static boolean holds(byte[] content, String text) {
    for (Charset spelling : SPELLINGS) {
      if (indexOf(content, text.getBytes(spelling)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static int indexOf(byte[] content, byte[] part) {
    for (int start = 0; start <= content.length - part.length; start++) {
      int i = 0;
      while (i < part.length && content[start + i] == part[i]) {
        i++;
      }
      if (i == part.length) {
        return start;
      }
    }
    return -1;
  }
}
