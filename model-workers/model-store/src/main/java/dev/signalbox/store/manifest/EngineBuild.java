package dev.signalbox.store.manifest;

/**
 * A build of the engine's native libraries for one platform, pulled as an archive.
 *
 * @param platform operating system and architecture, as {@link Platform} names them
 * @param accelerator cpu, cuda or vulkan
 * @param archive the archive that holds the libraries; its id is also the name of the folder that
 *     they are unpacked to
 */
public record EngineBuild(String platform, String accelerator, Artifact archive) {}
