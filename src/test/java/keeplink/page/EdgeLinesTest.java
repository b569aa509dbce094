package keeplink.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeLinesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Share",
                "Advertisement",
                "Leave a Reply",
                "Story continues below advertisement",
                "1 / 5",
                "3 of 12",
                "分享到微信",
                "広告",
                "Anzeige"
            })
    void knowsLabels(String line) {
        assertThat(EdgeLines.isLabel(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Read more: Harbour closed for the winter",
                "RELATED: Ferry fares to rise",
                "Sign up for our morning letter",
                "Your email address will not be published. Required fields are marked *",
                "Copyright © 2024 Example Media. All rights reserved.",
                "推荐阅读：海港今冬关闭",
                "新华社记者 王小明 摄",
                "图为关闭的海港。记者 李雷 摄影"
            })
    void knowsLinesThatAskOrLeadElsewhere(String line) {
        assertThat(EdgeLines.isPrompt(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "By Ada Example",
                "Posted by Ada Example in Harbours",
                "Published 3 March 2024",
                "March 3, 2024",
                "2024-03-03 08:15",
                "5 min read",
                "12 comments",
                "来源：海港日报",
                "作者：王小明",
                "2024年1月5日 08:15",
                "预计阅读时间 5 分钟"
            })
    void knowsWhatIsSaidBeforeTheStart(String line) {
        assertThat(EdgeLines.isOpening(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "About the author",
                "Leave a Reply Cancel reply",
                "3 Comments",
                "2 thoughts on \"Harbours\"",
                "网友评论",
                "评论(12)"
            })
    void knowsHeadingsAfterWhichNothingOfTheArticleComes(String line) {
        assertThat(EdgeLines.isEnd(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "About 300 people came to the harbour on Sunday.",
                "Bye, said the captain.",
                "In March 2024 the harbour was closed, and nobody in the town could say why.",
                "14 people died",
                "1. Install the compiler",
                "Sharing is what harbours are for.",
                "Discussion",
                "Sources",
                "Follow the coast to the north for two miles.",
                "作者认为，海港应当继续开放。",
                "Parking is free."
            })
    void leavesSentencesAndHeadingsOfArticles(String line) {
        assertThat(EdgeLines.isLabel(line)).isFalse();
        assertThat(EdgeLines.isSection(line)).isFalse();
        assertThat(EdgeLines.isEnd(line)).isFalse();
        assertThat(EdgeLines.isPrompt(line)).isFalse();
        assertThat(EdgeLines.isOpening(line)).isFalse();
        assertThat(EdgeLines.isNotice(line)).isFalse();
        assertThat(EdgeLines.isCredit(line)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Photo: Ada Example/Getty Images", "JIM WATSON/AFP/Getty Images", "(Reuters)", "资料图片"})
    void knowsWhosePicturesAre(String line) {
        assertThat(EdgeLines.isCredit(line)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Contact Ada Example at 555-0133 or ada@harbour.example., false, true",
        "Follow her on Twitter: @adaexample, false, true",
        "Follow me on Twitter or LinkedIn., true, true",
        "Follow the coast to the north for two miles., false, false",
        "Letters reach the editors at ada@harbour.example., false, false"
    })
    void knowsWhereToWriteToTheAuthor(String line, boolean linked, boolean contact) {
        assertThat(EdgeLines.isContact(line, linked)).isEqualTo(contact);
    }

    @ParameterizedTest
    @ValueSource(strings = {"brj/dpa", "(sid)", "mfh/Reuters/AP", "dpa-infocom, kön"})
    void knowsTheSignsOfAuthorsAndAgencies(String line) {
        assertThat(EdgeLines.isNotice(line)).isTrue();
    }
}
