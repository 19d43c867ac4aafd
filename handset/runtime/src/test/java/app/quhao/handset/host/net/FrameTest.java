package app.quhao.handset.host.net;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.Map;
import org.junit.Test;

public final class FrameTest {
  private static byte[] bytes(Frame frame) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    frame.writeTo(Channels.newChannel(out));
    return out.toByteArray();
  }

  private static Frame read(byte[] bytes) throws IOException {
    return Frame.readFrom(Channels.newChannel(new ByteArrayInputStream(bytes)));
  }

  @Test
  public void consistsOfTypeFourBytesOfLengthAndPayload() throws IOException {
    assertArrayEquals(
        new byte[] {4, 0, 0, 0, 3, 'a', 'b', 'c'}, bytes(new Frame(Frame.DATA, "abc".getBytes())));
    assertArrayEquals(new byte[] {5, 0, 0, 0, 0}, bytes(new Frame(Frame.EOF, new byte[0])));
  }

  @Test
  public void readsWhatItWrote() throws IOException {
    Frame frame = Frame.of(Frame.RESOLVE, Map.of("host", "一.test"));
    assertEquals("一.test", read(bytes(frame)).json().get("host"));
  }

  @Test
  public void returnsNullAtTheEndOfTheStream() throws IOException {
    assertNull(read(new byte[0]));
  }

  @Test
  public void failsIfTheStreamEndsInsideAFrame() {
    assertThrows(EOFException.class, () -> read(new byte[] {4, 0}));
    assertThrows(EOFException.class, () -> read(new byte[] {4, 0, 0, 0, 2, 'a'}));
  }

  @Test
  public void failsOnAnImpossibleLength() {
    assertThrows(IOException.class, () -> read(new byte[] {4, 127, 0, 0, 0}));
    assertThrows(IOException.class, () -> read(new byte[] {4, -1, 0, 0, 0}));
  }
}
