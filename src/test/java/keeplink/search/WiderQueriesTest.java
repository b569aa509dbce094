package keeplink.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WiderQueriesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "#a #b | #a ; #b ; #a or #b",
                "#a #b tea | #a #b ; #a tea ; #b tea ; #a or #b or tea",
                "#a tea -#c | #a tea ; #a -#c ; tea -#c ; (#a or tea) -#c",
                "#a -#b | #a",
                "-#a -#b |",
                "(#a or #b) site:example.com | #a or #b ; site:example.com ; #a or #b or site:example.com",
                "\"iron pot\" | iron pot",
                "#lang/java | #lang ; java",
                "#标签 | 标签",
                "tea |",
                "#a or #b |",
                "is:unread |",
            })
    void leavesOneThingOutOrTakesAnyOfThem(String asked, String wider) {
        List<String> expected = wider == null ? List.of() : Arrays.asList(wider.split(" ; "));

        assertThat(WiderQueries.of(parsed(asked)).stream()
                        .map(SearchQuery::written)
                        .toList())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#a (#b or -tea) -(x y) \"two words\" site:example.com is:starred",
                "from:@anna after:2026-01-31 before:2026-02-01 type:pdf",
                "not -#b from:\"Anna Berg\" 拔掉网线 #lang/java",
                "C# https://example.com/x?y=1 or foo:bar",
            })
    void whatIsWrittenMeansTheSame(String query) {
        assertThat(parsed(parsed(query).written())).isEqualTo(parsed(query));
    }

    private static SearchQuery parsed(String text) {
        return ((ParsedQuery.Parsed) SearchQueryParser.parse(text)).query();
    }
}
