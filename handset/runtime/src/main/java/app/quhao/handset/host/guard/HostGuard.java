package app.quhao.handset.host.guard;

import app.quhao.handset.host.Call;
import app.quhao.handset.host.CallVisitor;
import app.quhao.handset.host.MethodRewriter.Rewriting;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Rewrites the classes of an app so that they open files through HostAccess. Calls by method handles
 * and within the framework stay as they are; those by reflection go through ReflectiveCalls.
 */
public final class HostGuard {
  private static final String ACCESS = Type.getInternalName(HostAccess.class);
  private static final String FILE = "java/io/File";
  private static final String FILE_TYPE = "Ljava/io/File;";
  private static final String PATH_TYPE = "Ljava/nio/file/Path;";
  private static final String STRING_TYPE = "Ljava/lang/String;";
  private static final String CONSTRUCTOR = "<init>";

  /** Classes whose constructors open the file that is their first argument. */
  private static final Set<String> OPENERS =
      Set.of(
          "java/io/FileInputStream",
          "java/io/FileOutputStream",
          "java/io/FileReader",
          "java/io/FileWriter",
          "java/io/PrintStream",
          "java/io/PrintWriter",
          "java/io/RandomAccessFile",
          "java/util/Scanner",
          "java/util/jar/JarFile",
          "java/util/zip/ZipFile");

  /** Methods of File that only name files. */
  private static final Set<String> NAMING =
      Set.of(
          CONSTRUCTOR,
          "compareTo",
          "equals",
          "getAbsoluteFile",
          "getAbsolutePath",
          "getName",
          "getParent",
          "getParentFile",
          "getPath",
          "hashCode",
          "isAbsolute",
          "toPath",
          "toString",
          "toURI",
          "toURL");

  /** A class whose constant pool has none of them is left as it is. */
  private static final List<String> MENTIONS =
      List.of(
          "java/io/File",
          "java/io/Print",
          "java/io/RandomAccessFile",
          "java/nio/file/",
          "java/util/Scanner",
          "java/util/jar/JarFile",
          "java/util/zip/ZipFile",
          "java/net/URL",
          "android/graphics/BitmapFactory",
          "android/os/ParcelFileDescriptor",
          "android/system/Os",
          "android/database/sqlite/SQLiteDatabase");

  /** Methods of the framework that open or look at the file that is their first argument. */
  private static final Set<String> FRAMEWORK =
      Set.of(
          "android/database/sqlite/SQLiteDatabase.openDatabase",
          "android/database/sqlite/SQLiteDatabase.openOrCreateDatabase",
          "android/graphics/BitmapFactory.decodeFile",
          "android/os/ParcelFileDescriptor.open",
          "android/system/Os.access",
          "android/system/Os.chmod",
          "android/system/Os.lstat",
          "android/system/Os.mkdir",
          "android/system/Os.open",
          "android/system/Os.readlink",
          "android/system/Os.remove",
          "android/system/Os.stat");

  public static final Rewriting REWRITING = new Rewriting(MENTIONS, GuardedMethod::new);

  private HostGuard() {}

  /** Whether a method of File only names the file. */
  static boolean isNaming(String method) {
    return NAMING.contains(method);
  }

  /** Whether the constructors of a class, by internal name, open the file that is their first argument. */
  static boolean isOpener(String type) {
    return OPENERS.contains(type);
  }

  /** Replaces an argument on the stack. */
  private static final class GuardedMethod extends CallVisitor {
    /** Two values that lie above the path, doubled for a moment. */
    private static final int MORE_STACK = 2;

    GuardedMethod(MethodVisitor next) {
      super(next, MORE_STACK);
    }

    @Override
    protected void write(Call call) {
      if (call.isStatic()) {
        hideFrameworkPath(call);
      } else {
        guardArgument(call);
      }
      pass(call);
      if (makesPath(call)) {
        guard("hidden", PATH_TYPE, 0);
      }
    }

    /** The path comes first; two other values of a single slot may lie above it. */
    private void hideFrameworkPath(Call call) {
      Type[] arguments = Type.getArgumentTypes(call.descriptor());
      boolean isPath =
          arguments.length > 0
              && arguments.length <= 3
              && Type.getArgumentsAndReturnSizes(call.descriptor()) >> 2 == arguments.length + 1
              && List.of(FILE_TYPE, STRING_TYPE).contains(arguments[0].getDescriptor());
      if (isPath && FRAMEWORK.contains(call.owner() + "." + call.name())) {
        guard("hidden", arguments[0].getDescriptor(), arguments.length - 1);
      }
    }

    private static boolean makesPath(Call call) {
      String owner = call.owner();
      return call.descriptor().endsWith(")" + PATH_TYPE)
          && (owner.equals("java/nio/file/Paths")
              || call.isOf("java/nio/file/Path", "of")
              || owner.equals("java/nio/file/FileSystem")
              || owner.equals(FILE));
    }

    private void guardArgument(Call call) {
      Type[] arguments = Type.getArgumentTypes(call.descriptor());
      boolean isShort =
          arguments.length == 0 || arguments.length == 1 && arguments[0].getSize() == 1;
      if (call.owner().equals("java/net/URL") && call.name().startsWith("open") && isShort) {
        guard("url", "Ljava/net/URL;", arguments.length);
      } else if (call.owner().equals(FILE) && !NAMING.contains(call.name()) && isShort) {
        guard("hidden", FILE_TYPE, arguments.length);
      } else if (OPENERS.contains(call.owner())
          && call.name().equals(CONSTRUCTOR)
          && arguments.length > 0
          && arguments.length <= 2) {
        String first = arguments[0].getDescriptor();
        if (first.equals(FILE_TYPE)) {
          guard("file", FILE_TYPE, arguments.length - 1);
        } else if (first.equals(STRING_TYPE) && !call.owner().equals("java/util/Scanner")) {
          guard("path", STRING_TYPE, arguments.length - 1);
        }
      }
    }

    /** Replaces a value that lies below others of a single slot. */
    private void guard(String method, String type, int others) {
      beneath(others, () -> callStatic(ACCESS, method, "(" + type + ")" + type));
    }
  }
}
