package dev.signalbox.store.toy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a GGUF file, version 3, little endian: header, metadata, tensor directory, then the
 * tensors, each at a multiple of {@value #ALIGNMENT} bytes.
 */
final class GgufFile {
  private static final int ALIGNMENT = 32;
  private static final int MAGIC = 0x46554747;
  private static final int VERSION = 3;

  private static final int UINT32 = 4;
  private static final int INT32 = 5;
  private static final int FLOAT32 = 6;
  private static final int BOOL = 7;
  private static final int STRING = 8;
  private static final int ARRAY = 9;

  private final LittleEndian metadata = new LittleEndian();
  private int metadataCount;
  private final List<Tensor> tensors = new ArrayList<>();

  GgufFile put(String key, String value) {
    key(key, STRING).string(value);
    return this;
  }

  GgufFile put(String key, int value) {
    key(key, UINT32).int32(value);
    return this;
  }

  GgufFile put(String key, float value) {
    key(key, FLOAT32).float32(value);
    return this;
  }

  GgufFile put(String key, boolean value) {
    key(key, BOOL).int8(value ? 1 : 0);
    return this;
  }

  GgufFile putStrings(String key, List<String> values) {
    LittleEndian out = key(key, ARRAY).int32(STRING).int64(values.size());
    values.forEach(out::string);
    return this;
  }

  GgufFile putFloats(String key, List<Float> values) {
    LittleEndian out = key(key, ARRAY).int32(FLOAT32).int64(values.size());
    values.forEach(out::float32);
    return this;
  }

  GgufFile putInts(String key, List<Integer> values) {
    LittleEndian out = key(key, ARRAY).int32(INT32).int64(values.size());
    values.forEach(out::int32);
    return this;
  }

  GgufFile add(Tensor tensor) {
    tensors.add(tensor);
    return this;
  }

  /** Writes the file whole; an existing one is replaced. */
  void write(Path path) throws IOException {
    LittleEndian head = new LittleEndian();
    head.int32(MAGIC).int32(VERSION).int64(tensors.size()).int64(metadataCount);
    head.bytes(metadata.toByteArray());
    long offset = 0;
    for (Tensor tensor : tensors) {
      head.string(tensor.name()).int32(tensor.shape().length);
      for (int length : tensor.shape()) {
        head.int64(length);
      }
      head.int32(tensor.precision().id).int64(offset);
      offset += aligned(tensor.byteLength());
    }
    head.bytes(new byte[aligned(head.size()) - head.size()]);
    try (OutputStream out = Files.newOutputStream(path)) {
      out.write(head.toByteArray());
      for (Tensor tensor : tensors) {
        ByteBuffer buffer = ByteBuffer.allocate(aligned(tensor.byteLength()));
        tensor.putInto(buffer.order(ByteOrder.LITTLE_ENDIAN));
        out.write(buffer.array());
      }
    }
  }

  private LittleEndian key(String key, int type) {
    metadataCount++;
    return metadata.string(key).int32(type);
  }

  private static int aligned(int size) {
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** Grows a byte array by little-endian values. */
  private static final class LittleEndian {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    LittleEndian int8(int value) {
      out.write(value);
      return this;
    }

    LittleEndian int32(int value) {
      return bytes(ordered(Integer.BYTES).putInt(value).array());
    }

    LittleEndian int64(long value) {
      return bytes(ordered(Long.BYTES).putLong(value).array());
    }

    LittleEndian float32(float value) {
      return int32(Float.floatToRawIntBits(value));
    }

    LittleEndian string(String value) {
      byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
      return int64(utf8.length).bytes(utf8);
    }

    LittleEndian bytes(byte[] value) {
      out.writeBytes(value);
      return this;
    }

    int size() {
      return out.size();
    }

    byte[] toByteArray() {
      return out.toByteArray();
    }

    private static ByteBuffer ordered(int bytes) {
      return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
