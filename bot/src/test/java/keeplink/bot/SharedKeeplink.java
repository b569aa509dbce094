package keeplink.bot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/// Gives tests one running Keeplink for all of them, as one Keeplink has many chats: each test meets people of its
/// own. It is started by the first test that asks for it and stopped after the last one.
final class SharedKeeplink implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType().equals(RunningKeeplink.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot().getStore(Namespace.create(SharedKeeplink.class)).computeIfAbsent(Running.class).keeplink;
    }

    /// Closed by JUnit at the end of all tests.
    static final class Running implements AutoCloseable {
        private final Path data;
        final RunningKeeplink keeplink;

        Running() {
            try {
                data = Files.createTempDirectory("keeplink");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            keeplink = new RunningKeeplink(data);
        }

        @Override
        public void close() throws IOException {
            keeplink.close();
            FileSystemUtils.deleteRecursively(data);
        }
    }
}
