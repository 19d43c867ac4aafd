package app.quhao.handset.device.shadow;

import android.os.Process;
import android.system.ErrnoException;
import android.system.OsConstants;
import android.system.StructStat;
import android.system.StructUtsname;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import libcore.io.Linux;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowLinux;

/**
 * The calls of android.system.Os that apps make: who they are and what files there are. Others throw
 * (ServiceCalls); a missing native method would answer 0 or null.
 */
@Implements(value = Linux.class, isInAndroidSdk = false)
public class LinuxShadow extends ShadowLinux {
  private static final int PERMISSION_BITS = 9;

  private static final Map<Integer, String> ERRORS =
      Map.of(
          OsConstants.EPERM, "Operation not permitted",
          OsConstants.ENOENT, "No such file or directory",
          OsConstants.EIO, "I/O error",
          OsConstants.EBADF, "Bad file descriptor",
          OsConstants.EACCES, "Permission denied",
          OsConstants.EEXIST, "File exists",
          OsConstants.ENOTDIR, "Not a directory",
          OsConstants.EISDIR, "Is a directory",
          OsConstants.EINVAL, "Invalid argument",
          OsConstants.ENOTEMPTY, "Directory not empty");

  /** What a file operation does; its failures become errors of Linux. */
  private interface FileCall<T> {
    T run() throws IOException;
  }

  @Implementation
  protected int getuid() {
    return Process.myUid();
  }

  @Implementation
  protected int geteuid() {
    return Process.myUid();
  }

  @Implementation
  protected int getgid() {
    return Process.myUid();
  }

  @Implementation
  protected int getegid() {
    return Process.myUid();
  }

  @Implementation
  protected int getpid() {
    return Process.myPid();
  }

  @Implementation
  protected int gettid() {
    return Process.myTid();
  }

  @Implementation
  protected String getenv(String name) {
    return System.getenv(name);
  }

  @Implementation
  protected String[] environ() {
    return System.getenv().entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .toArray(String[]::new);
  }

  @Implementation
  protected StructUtsname uname() {
    String release = System.getProperty("os.version");
    return new StructUtsname("Linux", "localhost", release, "#1 SMP", "x86_64");
  }

  @Implementation
  protected String strerror(int error) {
    return ERRORS.getOrDefault(error, "Unknown error " + error);
  }

  @Override
  @Implementation
  public StructStat stat(String path) throws ErrnoException {
    require("stat", path);
    return super.stat(path);
  }

  @Override
  @Implementation
  protected StructStat lstat(String path) throws ErrnoException {
    if (!Files.exists(Path.of(path), LinkOption.NOFOLLOW_LINKS)) {
      throw new ErrnoException("lstat", OsConstants.ENOENT);
    }
    return super.lstat(path);
  }

  @Implementation
  protected boolean access(String path, int mode) throws ErrnoException {
    require("access", path);
    File file = new File(path);
    boolean isAllowed =
        ((mode & OsConstants.R_OK) == 0 || file.canRead())
            && ((mode & OsConstants.W_OK) == 0 || file.canWrite())
            && ((mode & OsConstants.X_OK) == 0 || file.canExecute());
    if (!isAllowed) {
      throw new ErrnoException("access", OsConstants.EACCES);
    }
    return true;
  }

  @Implementation
  protected void chmod(String path, int mode) throws ErrnoException {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (PosixFilePermission each : PosixFilePermission.values()) {
      if ((mode >> (PERMISSION_BITS - 1 - each.ordinal()) & 1) != 0) {
        permissions.add(each);
      }
    }
    on("chmod", () -> Files.setPosixFilePermissions(Path.of(path), permissions));
  }

  @Implementation
  protected String readlink(String path) throws ErrnoException {
    return on("readlink", () -> Files.readSymbolicLink(Path.of(path)).toString());
  }

  @Implementation
  protected String realpath(String path) throws ErrnoException {
    return on("realpath", () -> Path.of(path).toRealPath().toString());
  }

  @Implementation
  protected void remove(String path) throws ErrnoException {
    on(
        "remove",
        () -> {
          Files.delete(Path.of(path));
          return null;
        });
  }

  @Implementation
  protected void rename(String from, String to) throws ErrnoException {
    on("rename", () -> Files.move(Path.of(from), Path.of(to), StandardCopyOption.REPLACE_EXISTING));
  }

  @Implementation
  protected void symlink(String target, String path) throws ErrnoException {
    on("symlink", () -> Files.createSymbolicLink(Path.of(path), Path.of(target)));
  }

  private static void require(String call, String path) throws ErrnoException {
    if (!new File(path).exists()) {
      throw new ErrnoException(call, OsConstants.ENOENT);
    }
  }

  private static <T> T on(String call, FileCall<T> file) throws ErrnoException {
    try {
      return file.run();
    } catch (IOException e) {
      throw new ErrnoException(call, errorOf(e), e);
    }
  }

  private static int errorOf(IOException error) {
    if (error instanceof NoSuchFileException) {
      return OsConstants.ENOENT;
    }
    if (error instanceof NotLinkException) {
      return OsConstants.EINVAL;
    }
    if (error instanceof DirectoryNotEmptyException) {
      return OsConstants.ENOTEMPTY;
    }
    return error instanceof FileAlreadyExistsException ? OsConstants.EEXIST : OsConstants.EACCES;
  }
}
