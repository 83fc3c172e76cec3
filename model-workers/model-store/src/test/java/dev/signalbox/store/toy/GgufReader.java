package dev.signalbox.store.toy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads what {@link GgufFile} wrote, by the format's specification and not by its code. */
final class GgufReader {
  final Map<String, Object> metadata = new LinkedHashMap<>();
  final Map<String, float[]> tensors = new LinkedHashMap<>();
  final Map<String, List<Long>> shapes = new LinkedHashMap<>();

  private final ByteBuffer in;

  GgufReader(Path file) throws IOException {
    in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] magic = new byte[4];
    in.get(magic);
    if (!new String(magic, StandardCharsets.US_ASCII).equals("GGUF") || in.getInt() != 3) {
      throw new IOException("not GGUF 3");
    }
    long tensorCount = in.getLong();
    long metadataCount = in.getLong();
    for (long i = 0; i < metadataCount; i++) {
      metadata.put(string(), value(in.getInt()));
    }
    readTensors(tensorCount);
  }

  int number(String key) {
    return (int) get(key);
  }

  Object get(String key) {
    return Objects.requireNonNull(metadata.get(key), key);
  }

  float[] tensor(String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }

  private void readTensors(long count) {
    record Entry(String name, int size, int type, long offset) {}
    List<Entry> entries = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      String name = string();
      List<Long> shape = new ArrayList<>();
      long size = 1;
      for (int d = in.getInt(); d > 0; d--) {
        shape.add(in.getLong());
        size *= shape.getLast();
      }
      shapes.put(name, shape);
      entries.add(new Entry(name, (int) size, in.getInt(), in.getLong()));
    }
    int data = (in.position() + 31) / 32 * 32;
    for (Entry entry : entries) {
      in.position((int) (data + entry.offset));
      float[] values = new float[entry.size];
      for (int i = 0; i < values.length; i++) {
        values[i] = entry.type == 0 ? in.getFloat() : Float.float16ToFloat(in.getShort());
      }
      tensors.put(entry.name, values);
    }
  }

  private Object value(int type) {
    return switch (type) {
      case 4, 5 -> in.getInt();
      case 6 -> in.getFloat();
      case 7 -> in.get() != 0;
      case 8 -> string();
      case 9 -> array();
      default -> throw new IllegalStateException("type " + type);
    };
  }

  private List<Object> array() {
    int type = in.getInt();
    long length = in.getLong();
    List<Object> values = new ArrayList<>();
    for (long i = 0; i < length; i++) {
      values.add(value(type));
    }
    return values;
  }

  private String string() {
    byte[] utf8 = new byte[(int) in.getLong()];
    in.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
