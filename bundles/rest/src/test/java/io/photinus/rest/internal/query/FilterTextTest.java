package io.photinus.rest.internal.query;

import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.query.Field;
import io.photinus.types.query.FieldType;
import io.photinus.types.query.Match;
import io.photinus.types.query.Operator;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FilterTextTest {
    private static final Field TEXT = new Field("tag", FieldType.TEXT);
    private static final Field NUMBER = new Field("sequence", FieldType.INTEGER);
    private static final Field FLAG = new Field("masked", FieldType.BOOLEAN);
    private static final Field TIME = new Field("created", FieldType.TIME);

    /** Flags: n negate, c ignore case, q empty means null, a all values must hold. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
                    # source                     , operator         , flags, text
                    x                            , EQUAL            , ``   , x
                    =x                           , EQUAL            , ``   , x
                    ==x                          , EQUAL            , ``   , =x
                    @x                           , CONTAINS         , ``   , x
                    ^blockchain                  , STARTS_WITH      , ``   , blockchain
                    $x                           , ENDS_WITH        , ``   , x
                    >5                           , GREATER          , ``   , 5
                    >>5                          , GREATER          , ``   , 5
                    >=5                          , GREATER_OR_EQUAL , ``   , 5
                    <5                           , LESS             , ``   , 5
                    <<5                          , LESS             , ``   , 5
                    <=5                          , LESS_OR_EQUAL    , ``   , 5
                    !=x                          , EQUAL            , n    , x
                    !x                           , EQUAL            , n    , x
                    !                            , EQUAL            , n    , ``
                    ?                            , EQUAL            , q    , ``
                    !?                           , EQUAL            , nq   , ``
                    ?!                           , EQUAL            , nq   , ``
                    :x                           , EQUAL            , c    , x
                    !:@x                         , CONTAINS         , nc   , x
                    :!^x                         , STARTS_WITH      , nc   , x
                    !$x                          , ENDS_WITH        , n    , x
                    [x                           , EQUAL            , a    , x
                    ]x                           , EQUAL            , ``   , x
                    [>>2024-01-01T00:00:00Z      , GREATER          , a    , 2024-01-01T00:00:00Z
                    [<=2024-02-01T00:00:00Z      , LESS_OR_EQUAL    , a    , 2024-02-01T00:00:00Z
                    !=dx_peer_id                 , EQUAL            , n    , dx_peer_id
                    =!cat                        , EQUAL            , ``   , !cat
                    @@x                          , CONTAINS         , ``   , @x
                    >@x                          , EQUAL            , ``   , x
                    <^x                          , EQUAL            , ``   , x
                    >!$x                         , EQUAL            , n    , x
                    ><x                          , GREATER          , ``   , <x
                    <>x                          , LESS             , ``   , >x
                    >[5                          , GREATER          , a    , 5
                    >[>5                         , GREATER          , a    , 5
                    >]=5                         , GREATER_OR_EQUAL , ``   , 5
                    >>=5                         , GREATER          , ``   , =5
                    a!b                          , EQUAL            , ``   , a!b
                    >                            , GREATER          , ``   , ``
                    ``                           , EQUAL            , ``   , ``
                    """)
    void takesAValueApart(String source, Operator operator, String flags, String text) {
        FilterText filter = FilterText.parse(source);

        assertThat(filter)
                .isEqualTo(new FilterText(
                        operator,
                        flags.contains("n"),
                        flags.contains("c"),
                        flags.contains("q"),
                        flags.contains("a"),
                        text));
    }

    @ParameterizedTest
    @CsvSource({"!>5", ">!5", "!>=5", ":<x", "?<5", ">?", "!<<5", "?<=5"})
    void refusesModifiersOfComparisons(String source) {
        assertThatThrownBy(() -> FilterText.parse(source)).satisfies(is(ErrorCode.FF00193));
    }

    @ParameterizedTest
    @CsvSource({"?@", "?^", "?$", ":?", "!:?", "!?@"})
    void refusesPartsOfNull(String source) {
        FilterText filter = FilterText.parse(source);

        assertThatThrownBy(() -> filter.match(TEXT)).satisfies(is(ErrorCode.FF00144));
    }

    @ParameterizedTest
    @CsvSource({"@1", "^1", "$1", ":1", "!:1"})
    void refusesPartsOfNumbersFlagsAndTimes(String source) {
        FilterText filter = FilterText.parse(source);

        for (Field field : new Field[] {NUMBER, FLAG, TIME}) {
            assertThatThrownBy(() -> filter.match(field)).satisfies(is(ErrorCode.FF00145));
        }
    }

    @Test
    void refusesValuesOfAnotherType() {
        assertThatThrownBy(() -> FilterText.parse("x").match(NUMBER))
                .satisfies(is(ErrorCode.FF00143))
                .hasMessage("FF00143: The filter value 'x' for field 'sequence' is not a valid integer");
        assertThatThrownBy(() -> FilterText.parse("9223372036854775808").match(NUMBER))
                .satisfies(is(ErrorCode.FF00143));
        assertThatThrownBy(() -> FilterText.parse("yesterday").match(TIME)).satisfies(is(ErrorCode.FF00143));
        assertThatThrownBy(() -> FilterText.parse("").match(TIME)).satisfies(is(ErrorCode.FF00143));
    }

    @Test
    void givesValuesTheTypeOfTheField() {
        assertThat(FilterText.parse("5").match(NUMBER)).isEqualTo(Match.equal(5L));
        assertThat(FilterText.parse("5").match(TEXT)).isEqualTo(Match.equal("5"));
        assertThat(FilterText.parse("TRUE").match(FLAG)).isEqualTo(Match.equal(true));
        assertThat(FilterText.parse("yes").match(FLAG)).isEqualTo(Match.equal(false));
        assertThat(FilterText.parse("1700000000").match(TIME))
                .isEqualTo(Match.equal(Instant.ofEpochSecond(1_700_000_000)));
        assertThat(FilterText.parse("<2024-02-01T00:00:00.5Z").match(TIME))
                .isEqualTo(new Match(Operator.LESS, false, false, Instant.parse("2024-02-01T00:00:00.5Z")));
    }

    @Test
    void takesAnEmptyTextForNullOnlyWhenAsked() {
        assertThat(FilterText.parse("!?").match(NUMBER)).isEqualTo(new Match(Operator.EQUAL, true, false, null));
        assertThat(FilterText.parse("!").match(TEXT)).isEqualTo(new Match(Operator.EQUAL, true, false, ""));
        assertThat(FilterText.parse("?x").match(TEXT)).isEqualTo(Match.equal("x"));
    }

    private static Consumer<Throwable> is(ErrorCode code) {
        return thrown -> assertThat(((NodeProblem) thrown).code()).isEqualTo(code);
    }
}
