package keeplink.search;

/// What became of the text of a query.
public sealed interface ParsedQuery {
    /// It means this tree.
    record Parsed(SearchQuery query) implements ParsedQuery {}

    /// It means nothing.
    ///
    /// @param position where something else was expected, in UTF-16 units from the start of the text; its
    ///     length where the text ended too early
    /// @param expected what was expected there
    /// @param token what stands there instead, empty at the end of the text
    record Malformed(int position, Expected expected, String token) implements ParsedQuery {}

    /// What can be expected at a place.
    enum Expected {
        /// A word, a tag, a phrase, an operator with its value, or an opening parenthesis.
        TERM,
        /// The name of a tag after `#`.
        TAG,
        /// The quote that ends a phrase.
        CLOSING_QUOTE,
        /// The parenthesis that closes the one named by the position.
        CLOSING_PARENTHESIS,
        /// A parenthesis that opened what this one closes.
        OPENING_PARENTHESIS,
        /// A host or an address after `site:`.
        SITE,
        /// One of [SearchQuery.State] after `is:`.
        STATE,
        /// A handle or a name after `from:`.
        PERSON,
        /// A date such as `2026-01-31` after `after:` and `before:`.
        DATE,
        /// A kind or a media type after `type:`.
        TYPE,
        /// A query with less nesting than [SearchQueryParser#MAX_DEPTH].
        LESS_NESTING,
        /// A query with at most [SearchQueryParser#MAX_TERMS] words, tags and operators.
        FEWER_TERMS
    }
}
