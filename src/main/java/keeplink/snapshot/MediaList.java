package keeplink.snapshot;

import keeplink.snapshot.CssTokenizer.Kind;

/// Tells media that a screen never is (Media Queries Level 4, section 3).
final class MediaList {
    private MediaList() {}

    /// Whether every query of a list is one for print; an empty list means all media.
    static boolean isForPrint(String media) {
        return isForPrint(new CssTokenizer(CssTokenizer.preprocess(media)));
    }

    /// The same for the list that follows an at-keyword, up to the block; the tokenizer is used up.
    static boolean isForPrint(CssTokenizer tokens) {
        boolean print = false;
        boolean start = true;
        int depth = 0;
        while (tokens.next() != Kind.EOF && tokens.kind() != Kind.OPEN_CURLY) {
            switch (tokens.kind()) {
                case WHITESPACE, COMMENT -> {}
                case SEMICOLON, CLOSE_CURLY, AT_KEYWORD -> {
                    return false;
                }
                case OPEN_PAREN, FUNCTION -> {
                    if (start) {
                        return false;
                    }
                    depth++;
                }
                case CLOSE_PAREN -> depth--;
                case COMMA -> start = start || depth == 0;
                default -> {
                    if (start) {
                        boolean only =
                                tokens.kind() == Kind.IDENT && tokens.name().equals("only");
                        print = tokens.kind() == Kind.IDENT && tokens.name().equals("print");
                        if (!print && !only) {
                            return false;
                        }
                        start = only;
                    }
                }
            }
        }
        return print && !start;
    }
}
