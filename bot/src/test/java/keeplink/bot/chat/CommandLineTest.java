package keeplink.bot.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    @ParameterizedTest
    @CsvSource({
        "/help, help, , ''",
        "'/Find@KeeplinkBot #a b', find, KeeplinkBot, '#a b'",
        "'/read 12', read, , 12",
        "'  /tags  ', tags, , ''",
        "'/title 12 two\nlines', title, , '12 two\nlines'",
        "/, '', , ''",
    })
    void nameBotAndArgumentsAreParted(String text, String name, String bot, String arguments) {
        assertThat(CommandLine.parse(text)).contains(new CommandLine(name, Optional.ofNullable(bot), arguments));
    }

    @ParameterizedTest
    @CsvSource({
        "/read 12, 12, ''",
        "/read l12, 12, ''",
        "/read /l12, 12, ''",
        "/title 3 Three men, 3, Three men",
        "/read #7, 7, ''"
    })
    void theNumberComesFirst(String text, int number, String rest) {
        CommandLine line = CommandLine.parse(text).orElseThrow();
        assertThat(line.number()).contains(number);
        assertThat(line.afterNumber()).isEqualTo(rest);
    }

    @ParameterizedTest
    @CsvSource({"/read", "/read twelve", "/read 12th", "/read 9999999999"})
    void whatIsNoNumberIsNone(String text) {
        assertThat(CommandLine.parse(text).orElseThrow().number()).isEmpty();
    }

    @Test
    void whatDoesNotStartWithASlashIsNoCommand() {
        assertThat(CommandLine.parse("help")).isEmpty();
    }
}
