// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Set;

/** The JDK's file system, but whoever makes a path of it opens a selector, as one that works over a network might. */
final class SelectingFileSystem extends FileSystem {

    private static boolean selecting;

    private final FileSystemProvider provider;
    private final FileSystem delegate;
    private boolean opening;

    SelectingFileSystem(FileSystemProvider provider, FileSystem delegate) {
        this.provider = provider;
        this.delegate = delegate;
    }

    /** From now on; the JVM makes paths while it starts. */
    static void beginSelecting() {
        selecting = true;
    }

    @Override
    public Path getPath(String first, String... more) {
        if (selecting) {
            openSelector();
        }
        return delegate.getPath(first, more);
    }

    private void openSelector() {
        if (opening) {
            throw new AssertionError("opening a selector made a path");
        }
        opening = true;
        try {
            Selector.open().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            opening = false;
        }
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public void close() throws IOException {
        delegate.close();
    }

    @Override
    public boolean isOpen() {
        return delegate.isOpen();
    }

    @Override
    public boolean isReadOnly() {
        return delegate.isReadOnly();
    }

    @Override
    public String getSeparator() {
        return delegate.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return delegate.getRootDirectories();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return delegate.getFileStores();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return delegate.supportedFileAttributeViews();
    }

    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
        return delegate.getPathMatcher(syntaxAndPattern);
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        return delegate.getUserPrincipalLookupService();
    }

    @Override
    public WatchService newWatchService() throws IOException {
        return delegate.newWatchService();
    }
}
