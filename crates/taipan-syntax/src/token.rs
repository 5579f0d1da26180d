//! The tokens of Python, in one list: what logos matches, what the grammar names, and the keywords a REPL offers.
//!
//! logos finds where a token starts and which kind it is. Strings, numbers and the text of f-strings are scanned by
//! [`crate::literal`] and [`crate::layout`], because their errors need more than a pattern.

use logos::Logos;

/// A token. Variants without a pattern are made by the layout pass, not by logos.
#[derive(Logos, Clone, Copy, Debug, PartialEq)]
pub(crate) enum Token<'a> {
    // Markers that select what is parsed; always the first token.
    StartModule,
    StartExpression,
    StartInteractive,

    // Layout.
    Newline,
    Indent,
    Dedent,

    #[regex(r"[A-Za-z_\u{80}-\u{10FFFF}][A-Za-z0-9_\u{80}-\u{10FFFF}]*", |lexer| lexer.slice())]
    Name(&'a str),
    #[regex(r"\.?[0-9]")]
    Number,
    #[regex(r#"(?:[uUbBrRfF]|[bB][rR]|[rR][bB]|[fF][rR]|[rR][fF])?(?:"""|'''|"|')"#)]
    String,
    FStringStart,
    /// Text of an f-string, or of one of its format specifications.
    FStringMiddle(FStringText),
    FStringEnd,

    // What separates tokens; never reaches the parser.
    #[regex(r"[ \t\x0C]+")]
    Blank,
    #[regex(r"\\(?:\r\n|\r|\n)")]
    Continuation,
    #[token("\\")]
    Backslash,
    #[regex(r"\r\n|\r|\n")]
    LineEnd,
    #[regex(r"#[^\r\n]*")]
    Comment,
    /// A character that no token starts with, but that CPython's tokenizer passes on.
    #[regex(r"[$?`]|<>")]
    Stray,

    // Keywords.
    #[token("False")]
    False,
    #[token("None")]
    None,
    #[token("True")]
    True,
    #[token("and")]
    And,
    #[token("as")]
    As,
    #[token("assert")]
    Assert,
    #[token("async")]
    Async,
    #[token("await")]
    Await,
    #[token("break")]
    Break,
    #[token("class")]
    Class,
    #[token("continue")]
    Continue,
    #[token("def")]
    Def,
    #[token("del")]
    Del,
    #[token("elif")]
    Elif,
    #[token("else")]
    Else,
    #[token("except")]
    Except,
    #[token("finally")]
    Finally,
    #[token("for")]
    For,
    #[token("from")]
    From,
    #[token("global")]
    Global,
    #[token("if")]
    If,
    #[token("import")]
    Import,
    #[token("in")]
    In,
    #[token("is")]
    Is,
    #[token("lambda")]
    Lambda,
    #[token("nonlocal")]
    Nonlocal,
    #[token("not")]
    Not,
    #[token("or")]
    Or,
    #[token("pass")]
    Pass,
    #[token("raise")]
    Raise,
    #[token("return")]
    Return,
    #[token("try")]
    Try,
    #[token("while")]
    While,
    #[token("with")]
    With,
    #[token("yield")]
    Yield,

    // Soft keywords, once `soft_keyword` has found that they are meant as keywords.
    Match,
    Case,
    Type,

    // Brackets. The opening parenthesis of `with (item, item):` is a token of its own.
    #[token("(")]
    LParen,
    WithLParen,
    #[token(")")]
    RParen,
    #[token("[")]
    LBracket,
    #[token("]")]
    RBracket,
    #[token("{")]
    LBrace,
    #[token("}")]
    RBrace,

    // Operators and delimiters.
    #[token("!")]
    Exclamation,
    #[token(",")]
    Comma,
    #[token(":")]
    Colon,
    #[token(":=")]
    ColonEqual,
    #[token(";")]
    Semicolon,
    #[token(".")]
    Dot,
    #[token("...")]
    Ellipsis,
    #[token("->")]
    Arrow,
    #[token("=")]
    Equal,
    #[token("==")]
    EqEqual,
    #[token("!=")]
    NotEqual,
    #[token("<")]
    Less,
    #[token("<=")]
    LessEqual,
    #[token(">")]
    Greater,
    #[token(">=")]
    GreaterEqual,
    #[token("+")]
    Plus,
    #[token("-")]
    Minus,
    #[token("*")]
    Star,
    #[token("**")]
    DoubleStar,
    #[token("/")]
    Slash,
    #[token("//")]
    DoubleSlash,
    #[token("%")]
    Percent,
    #[token("@")]
    At,
    #[token("&")]
    Ampersand,
    #[token("|")]
    Bar,
    #[token("^")]
    Caret,
    #[token("~")]
    Tilde,
    #[token("<<")]
    LeftShift,
    #[token(">>")]
    RightShift,
    #[token("+=")]
    PlusEqual,
    #[token("-=")]
    MinusEqual,
    #[token("*=")]
    StarEqual,
    #[token("**=")]
    DoubleStarEqual,
    #[token("/=")]
    SlashEqual,
    #[token("//=")]
    DoubleSlashEqual,
    #[token("%=")]
    PercentEqual,
    #[token("@=")]
    AtEqual,
    #[token("&=")]
    AmpersandEqual,
    #[token("|=")]
    BarEqual,
    #[token("^=")]
    CaretEqual,
    #[token("<<=")]
    LeftShiftEqual,
    #[token(">>=")]
    RightShiftEqual,
}

/// What kind of text an [`Token::FStringMiddle`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FStringText {
    /// Whether the f-string has the prefix `r`.
    pub raw: bool,
    /// Whether it is part of a format specification.
    pub in_spec: bool,
}

/// The reserved words, in alphabetical order as in Python's `keyword.kwlist`.
pub const KEYWORDS: &[&str] = &[
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// The words that are keywords only where the grammar asks for them, as in Python's `keyword.softkwlist`.
pub const SOFT_KEYWORDS: &[&str] = &["_", "case", "match", "type"];

impl Token<'_> {
    /// Whether it is a reserved word (soft keywords are not).
    pub(crate) fn is_keyword(self) -> bool {
        use Token::*;
        matches!(
            self,
            False
                | None
                | True
                | And
                | As
                | Assert
                | Async
                | Await
                | Break
                | Class
                | Continue
                | Def
                | Del
                | Elif
                | Else
                | Except
                | Finally
                | For
                | From
                | Global
                | If
                | Import
                | In
                | Is
                | Lambda
                | Nonlocal
                | Not
                | Or
                | Pass
                | Raise
                | Return
                | Try
                | While
                | With
                | Yield
        )
    }

    /// Whether it is `op=` for some binary operator.
    pub(crate) fn is_augmented_assignment(self) -> bool {
        use Token::*;
        matches!(
            self,
            PlusEqual
                | MinusEqual
                | StarEqual
                | DoubleStarEqual
                | SlashEqual
                | DoubleSlashEqual
                | PercentEqual
                | AtEqual
                | AmpersandEqual
                | BarEqual
                | CaretEqual
                | LeftShiftEqual
                | RightShiftEqual
        )
    }
}

/// What a stretch of source text is, for colouring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenClass {
    /// A reserved word, or a soft keyword where it acts as one.
    Keyword,
    /// An identifier.
    Name,
    /// A number.
    Number,
    /// A string literal or the text of an f-string.
    String,
    /// An operator or delimiter.
    Operator,
    /// A comment.
    Comment,
}

impl TokenClass {
    /// The class of a token, if it has text of its own.
    pub(crate) fn of(token: Token<'_>) -> Option<TokenClass> {
        use Token::*;
        Some(match token {
            StartModule | StartExpression | StartInteractive | Newline | Indent | Dedent | Blank | Continuation
            | Backslash | LineEnd | Stray => return Option::None,
            Name(_) => TokenClass::Name,
            Number => TokenClass::Number,
            String | FStringStart | FStringMiddle(_) | FStringEnd => TokenClass::String,
            Comment => TokenClass::Comment,
            Match | Case | Type => TokenClass::Keyword,
            other if other.is_keyword() => TokenClass::Keyword,
            _ => TokenClass::Operator,
        })
    }
}
