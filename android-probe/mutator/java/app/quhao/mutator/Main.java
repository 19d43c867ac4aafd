package app.quhao.mutator;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/**
 * Writes every mutation of the reference SDK into its classes: {@code Main CLASSES PLATFORM_JAR
 * TABLE}. CLASSES is changed in place; TABLE becomes a JSON list with a row a mutation.
 */
public final class Main {
  /** What is mutated; the probe and the hand-made mutants are not the SDK. */
  private static final String SDK = "com/cmic/gen/sdk";

  /** Where mutants and variants take the place of parts: no behaviour of the SDK's own. */
  private static final String SEAM = SDK + "/flow/Parts";

  private Main() {}

  public static void main(String[] arguments) throws IOException {
    Path classes = Path.of(arguments[0]);
    URL[] path = {url(classes), url(Path.of(arguments[1]))};
    List<Path> files = classFiles(classes.resolve(SDK));
    List<ClassNode> nodes = new ArrayList<>();
    for (Path file : files) {
      nodes.add(read(file));
    }
    try (URLClassLoader types = new URLClassLoader(path)) {
      SdkClasses sdk = new SdkClasses(nodes, types);
      ClassMutator mutator = new ClassMutator(sdk);
      for (int i = 0; i < files.size(); i++) {
        if (isWritten(nodes.get(i))) {
          mutator.mutate(nodes.get(i));
          Files.write(files.get(i), write(nodes.get(i), sdk));
        }
      }
      writeTable(mutator.table(), Path.of(arguments[2]));
    }
  }

  private static List<Path> classFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
  }

  private static ClassNode read(Path file) throws IOException {
    ClassNode node = new ClassNode();
    new ClassReader(Files.readAllBytes(file)).accept(node, ClassReader.SKIP_FRAMES);
    return node;
  }

  private static boolean isWritten(ClassNode node) {
    if (node.name.equals(SEAM)) {
      return false;
    }
    boolean isResources = node.name.matches(".*/R(\\$.*)?");
    return (node.access & Opcodes.ACC_SYNTHETIC) == 0 && !isResources;
  }

  private static byte[] write(ClassNode node, SdkClasses sdk) {
    ClassWriter writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
          @Override
          protected String getCommonSuperClass(String one, String other) {
            return sdk.commonSuperClass(one, other);
          }
        };
    node.accept(writer);
    return writer.toByteArray();
  }

  private static void writeTable(List<NumberedMutation> table, Path file) throws IOException {
    String rows =
        table.stream().map(NumberedMutation::toJson).collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    Files.writeString(file, rows);
  }

  private static URL url(Path path) throws MalformedURLException {
    return path.toUri().toURL();
  }
}
