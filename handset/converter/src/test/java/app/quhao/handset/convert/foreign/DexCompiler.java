package app.quhao.handset.convert.foreign;

import com.android.tools.r8.BaseCompilerCommand;
import com.android.tools.r8.ByteDataView;
import com.android.tools.r8.ClassFileResourceProvider;
import com.android.tools.r8.CompilationFailedException;
import com.android.tools.r8.CompilationMode;
import com.android.tools.r8.D8;
import com.android.tools.r8.D8Command;
import com.android.tools.r8.DexIndexedConsumer;
import com.android.tools.r8.Diagnostic;
import com.android.tools.r8.DiagnosticsHandler;
import com.android.tools.r8.JdkClassFileProvider;
import com.android.tools.r8.R8;
import com.android.tools.r8.R8Command;
import com.android.tools.r8.origin.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** D8 and R8 in this process, with the JDK's classes for the platform's. */
final class DexCompiler {
  /** `rules` is null for D8. */
  record Configuration(String name, CompilationMode mode, int minApi, List<String> rules) {
    @Override
    public String toString() {
      return name;
    }
  }

  static {
    // R8's own checks take minutes, and one of them fails.
    DexCompiler.class.getClassLoader().setPackageAssertionStatus("com.android.tools.r8", false);
  }

  private static final ClassFileResourceProvider JDK = jdk();

  private DexCompiler() {}

  private static ClassFileResourceProvider jdk() {
    try {
      return JdkClassFileProvider.fromSystemJdk();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the dex files. */
  static byte[][] compile(Configuration configuration, Collection<byte[]> classes) throws CompilationFailedException {
    Output output = new Output();
    if (configuration.rules() == null) {
      D8.run(prepare(D8Command.builder(new Silent()), configuration, classes, output).build());
    } else {
      R8Command.Builder builder = R8Command.builder(new Silent());
      builder.addProguardConfiguration(configuration.rules(), Origin.unknown());
      R8.run(prepare(builder, configuration, classes, output).build());
    }
    return output.files.toArray(byte[][]::new);
  }

  private static <B extends BaseCompilerCommand.Builder<?, B>> B prepare(
      B builder, Configuration configuration, Collection<byte[]> classes, Output output) {
    classes.forEach(content -> builder.addClassProgramData(content, Origin.unknown()));
    return builder
        .addLibraryResourceProvider(JDK)
        .setMode(configuration.mode())
        .setMinApiLevel(configuration.minApi())
        .setProgramConsumer(output);
  }

  private static final class Output implements DexIndexedConsumer {
    private final List<byte[]> files = new ArrayList<>();

    @Override
    public synchronized void accept(int index, ByteDataView data, Set<String> descriptors, DiagnosticsHandler handler) {
      files.add(data.copyByteData());
    }

    @Override
    public void finished(DiagnosticsHandler handler) {}
  }

  /** Warnings name what the JDK has and Android does not. */
  private static final class Silent implements DiagnosticsHandler {
    @Override
    public void warning(Diagnostic warning) {}

    @Override
    public void info(Diagnostic info) {}
  }
}
