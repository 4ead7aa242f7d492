package io.photinus.types.json;

import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random JSON documents, each with the normal form that the protocol asks for (1.3), built side by side. */
final class Documents {
    /** A document as somebody may send it, and as it must be stored and hashed. */
    record Document(String sent, String normal) {
        private static Document same(String text) {
            return new Document(text, text);
        }

        private Document map(UnaryOperator<String> change) {
            return new Document(change.apply(sent), change.apply(normal));
        }
    }

    private static final Arbitrary<String> SPACE =
            Arbitraries.of(" ", "\t", "\r", "\n").list().ofMaxSize(2).map(list -> String.join("", list));

    private static final Arbitrary<Document> PIECE = Arbitraries.frequencyOf(
            Tuple.of(8, plain()),
            Tuple.of(
                    3,
                    Arbitraries.of(
                            new Document("<", "\\u003c"),
                            new Document(">", "\\u003e"),
                            new Document("&", "\\u0026"),
                            new Document("\u2028", "\\u2028"),
                            new Document("\u2029", "\\u2029"))),
            Tuple.of(
                    3,
                    Arbitraries.of(
                                    "\\\"",
                                    "\\\\",
                                    "\\/",
                                    "\\b",
                                    "\\f",
                                    "\\n",
                                    "\\r",
                                    "\\t",
                                    "\\u00e9",
                                    "\\u003C",
                                    "\\u003c",
                                    "\\u2028",
                                    "\\u0000",
                                    "\\ud83d\\ude00",
                                    "\\ud800",
                                    "\\uDC00x")
                            .map(Document::same)));

    private Documents() {}

    private static Arbitrary<Document> plain() {
        Arbitrary<String> ascii = Arbitraries.strings()
                .withCharRange(' ', '~')
                .ofLength(1)
                .filter(text -> "\"\\<>&".indexOf(text.charAt(0)) < 0);
        Arbitrary<String> other = Arbitraries.of(
                "é", "ß", "€", "\u007f", "\u0080", "\u2027", "\u202a", "\ue000", "\uffff", "😀", "\ufeff");
        return Arbitraries.oneOf(ascii, other).map(Document::same);
    }

    static Arbitrary<Document> strings() {
        return PIECE.list().ofMaxSize(8).map(pieces -> join(pieces, "").map(text -> "\"" + text + "\""));
    }

    static Arbitrary<Document> numbers() {
        Arbitrary<String> odd = Arbitraries.of(
                "0",
                "-0",
                "1.50",
                "1e3",
                "1E+3",
                "-1.0e-0",
                "0.0",
                "100000000000000000000000000000",
                "1e400",
                "0e0",
                "9007199254740993",
                "1.00000000001");
        Arbitrary<String> any = Combinators.combine(
                        Arbitraries.of("", "-"),
                        Arbitraries.longs().greaterOrEqual(0),
                        Arbitraries.of("", ".0", ".5", ".25000"),
                        Arbitraries.of("", "e1", "E-7", "e+12"))
                .as((sign, whole, fraction, exponent) -> sign + whole + fraction + exponent);
        return Arbitraries.oneOf(odd, any).map(Document::same);
    }

    static Arbitrary<Document> any() {
        return any(3);
    }

    private static Arbitrary<Document> any(int depth) {
        Arbitrary<Document> words = Arbitraries.of("true", "false", "null").map(Document::same);
        Arbitrary<Document> leaf = Arbitraries.oneOf(strings(), numbers(), words);
        if (depth == 0) {
            return leaf;
        }
        return Arbitraries.oneOf(leaf, arrays(depth), objects(depth));
    }

    static Arbitrary<Document> objects(int depth) {
        // A few keys only, so that duplicates are common.
        Arbitrary<Document> key = Arbitraries.oneOf(
                Arbitraries.of("\"a\"", "\"A\"", "\"b\"", "\"\"", "\"\\u0061\"").map(Document::same), strings());
        Arbitrary<Document> field = Combinators.combine(padded(key), padded(any(depth - 1)))
                .as((name, value) -> join(List.of(name, value), ":"));
        return field.list()
                .ofMaxSize(4)
                .map(fields -> join(fields, ","))
                .flatMap(Documents::padded)
                .map(inside -> inside.map(text -> "{" + text + "}"));
    }

    private static Arbitrary<Document> arrays(int depth) {
        return padded(any(depth - 1))
                .list()
                .ofMaxSize(4)
                .map(items -> join(items, ","))
                .flatMap(Documents::padded)
                .map(inside -> inside.map(text -> "[" + text + "]"));
    }

    private static Arbitrary<Document> padded(Document document) {
        return padded(Arbitraries.just(document));
    }

    /** The same document with white space around it, which the normal form has not. */
    static Arbitrary<Document> padded(Arbitrary<Document> documents) {
        return Combinators.combine(SPACE, documents, SPACE)
                .as((before, document, after) -> new Document(before + document.sent() + after, document.normal()));
    }

    private static Document join(List<Document> parts, String separator) {
        return new Document(
                String.join(separator, parts.stream().map(Document::sent).toList()),
                String.join(separator, parts.stream().map(Document::normal).toList()));
    }
}
