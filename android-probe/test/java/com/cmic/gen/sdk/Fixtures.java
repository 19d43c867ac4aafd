package com.cmic.gen.sdk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that the TypeScript tests read too. */
public final class Fixtures {
  private Fixtures() {}

  public static String read(String name) throws IOException {
    return Files.readString(
        Path.of(System.getProperty("quhao.fixtures"), name), StandardCharsets.UTF_8);
  }
}
