package io.photinus.rest.internal.query;

import io.photinus.types.query.AllOf;
import io.photinus.types.query.AnyOf;
import io.photinus.types.query.Condition;
import io.photinus.types.query.Field;
import io.photinus.types.query.Match;
import io.photinus.types.query.Operator;
import io.photinus.types.query.Query;
import io.photinus.types.query.RecordSet;
import io.photinus.types.query.RecordSets;
import io.photinus.types.query.Sort;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonQueryTest {
    private static final RecordSet<?> MESSAGES = RecordSets.MESSAGES;

    private static ListRequest request(String json) {
        return ListRequest.json(MESSAGES, json, 25, 1000);
    }

    private static Query query(String json) {
        return request(json).query();
    }

    private static Condition condition(
            String field, Operator operator, boolean negate, boolean ignoreCase, Object value) {
        return Condition.of(MESSAGES.require(field), new Match(operator, negate, ignoreCase, value));
    }

    @Test
    void asksForTheFirstPageInDefaultOrderByDefault() {
        assertThat(query("{}"))
                .isEqualTo(
                        ListRequest.of(MESSAGES, java.util.Map.of(), 25, 1000).query());
    }

    @ParameterizedTest
    @CsvSource({
        "equal, EQUAL, false",
        "eq, EQUAL, false",
        "neq, EQUAL, true",
        "contains, CONTAINS, false",
        "startsWith, STARTS_WITH, false",
        "endsWith, ENDS_WITH, false",
        "lessThan, LESS, false",
        "lt, LESS, false",
        "lessThanOrEqual, LESS_OR_EQUAL, false",
        "lte, LESS_OR_EQUAL, false",
        "greaterThan, GREATER, false",
        "gt, GREATER, false",
        "greaterThanOrEqual, GREATER_OR_EQUAL, false",
        "gte, GREATER_OR_EQUAL, false",
        "GTE, GREATER_OR_EQUAL, false"
    })
    void knowsEveryOperator(String word, Operator operator, boolean negate) {
        assertThat(query("{\"" + word + "\":[{\"field\":\"Tag\",\"value\":\"a%\"}]}")
                        .conditions())
                .containsExactly(condition("tag", operator, negate, false, "a%"));
    }

    @ParameterizedTest
    @CsvSource({"equal, EQUAL", "eq, EQUAL", "contains, CONTAINS", "startsWith, STARTS_WITH", "endsWith, ENDS_WITH"})
    void knowsTheModifiersOfTexts(String word, Operator operator) {
        assertThat(query("{\"" + word
                                + "\":[{\"field\":\"tag\",\"value\":\"a\",\"not\":true,\"caseInsensitive\":true}]}")
                        .conditions())
                .containsExactly(condition("tag", operator, true, true, "a"));
        assertThat(query("{\"" + word
                                + "\":[{\"field\":\"tag\",\"value\":\"a\",\"not\":false,\"caseInsensitive\":false}]}")
                        .conditions())
                .containsExactly(condition("tag", operator, false, false, "a"));
    }

    @Test
    void givesValuesTheTypeOfTheirField() {
        Instant time = Instant.parse("2024-01-01T00:00:00Z");
        assertThat(query("{\"gt\":[{\"field\":\"created\",\"value\":\"2024-01-01T00:00:00Z\"},"
                                + "{\"field\":\"created\",\"value\":1704067200},"
                                + "{\"field\":\"sequence\",\"value\":7},{\"field\":\"sequence\",\"value\":\"8\"},"
                                + "{\"field\":\"tag\",\"value\":9.50}]}")
                        .conditions())
                .containsExactly(
                        condition("created", Operator.GREATER, false, false, time),
                        condition("created", Operator.GREATER, false, false, time),
                        condition("sequence", Operator.GREATER, false, false, 7L),
                        condition("sequence", Operator.GREATER, false, false, 8L),
                        condition("tag", Operator.GREATER, false, false, "9.50"));
        Field masked = RecordSets.PINS.require("masked");
        assertThat(ListRequest.json(RecordSets.PINS, "{\"eq\":[{\"field\":\"masked\",\"value\":true}]}", 25, 1000)
                        .query()
                        .conditions())
                .containsExactly(Condition.equal(masked, true));
        BigInteger amount = BigInteger.TWO.pow(200);
        Field balance = RecordSets.TOKEN_BALANCES.require("balance");
        String large = "{\"gte\":[{\"field\":\"balance\",\"value\":\"" + amount + "\"}]}";
        assertThat(ListRequest.json(RecordSets.TOKEN_BALANCES, large, 25, 1000)
                        .query()
                        .conditions())
                .containsExactly(Condition.of(balance, new Match(Operator.GREATER_OR_EQUAL, false, false, amount)));
    }

    @Test
    void comparesWithListsOfValues() {
        Field tag = MESSAGES.require("tag");
        Match notA = new Match(Operator.EQUAL, true, false, "a");
        Match notB = new Match(Operator.EQUAL, true, false, "b");

        assertThat(query("{\"in\":[{\"field\":\"tag\",\"values\":[\"a\",\"b\"]}]}")
                        .conditions())
                .containsExactly(Condition.in(tag, List.of("a", "b")));
        assertThat(query("{\"nin\":[{\"field\":\"tag\",\"values\":[\"a\",\"b\"]}]}")
                        .conditions())
                .containsExactly(new Condition(tag, true, List.of(notA, notB)));
        assertThat(query("{\"in\":[{\"field\":\"tag\",\"values\":[\"a\"],\"not\":true}]}")
                        .conditions())
                .containsExactly(new Condition(tag, true, List.of(notA)));
        assertThat(query("{\"in\":[{\"field\":\"tag\"}]}").conditions())
                .containsExactly(new Condition(tag, false, List.of()));
    }

    @Test
    void comparesWithNull() {
        assertThat(query("{\"null\":[{\"field\":\"cid\"},{\"field\":\"batch\",\"not\":true}]}")
                        .conditions())
                .containsExactly(
                        condition("cid", Operator.EQUAL, false, false, null),
                        condition("batch", Operator.EQUAL, true, false, null));
    }

    @Test
    void joinsAlternativesAndNestsThem() {
        AllOf where = query("{\"eq\":[{\"field\":\"type\",\"value\":\"broadcast\"}],\"or\":["
                        + "{\"eq\":[{\"field\":\"tag\",\"value\":\"a\"}],\"lt\":[{\"field\":\"sequence\",\"value\":5}]},"
                        + "{\"or\":[{\"eq\":[{\"field\":\"tag\",\"value\":\"b\"}]},{}]}]}")
                .where();

        assertThat(where)
                .isEqualTo(new AllOf(
                        List.of(condition("type", Operator.EQUAL, false, false, "broadcast")),
                        List.of(new AnyOf(List.of(
                                new AllOf(
                                        List.of(
                                                condition("tag", Operator.EQUAL, false, false, "a"),
                                                condition("sequence", Operator.LESS, false, false, 5L)),
                                        List.of()),
                                new AllOf(
                                        List.of(),
                                        List.of(new AnyOf(List.of(
                                                new AllOf(
                                                        List.of(condition("tag", Operator.EQUAL, false, false, "b")),
                                                        List.of()),
                                                AllOf.NOTHING_ASKED)))))))));
    }

    @Test
    void readsPageOrderAndCount() {
        ListRequest request =
                request("{\"skip\":5,\"LIMIT\":7,\"count\":true,\"sort\":[\"-created\",\"TAG\"]} trailing");

        assertThat(request.counted()).isTrue();
        Query query = request.query();
        assertThat(List.of(query.skip(), query.limit())).containsExactly(5, 7);
        assertThat(query.sort())
                .containsExactly(new Sort(MESSAGES.require("created"), true), new Sort(MESSAGES.require("tag"), false));
        assertThat(query("{\"sort\":\"tag,-id\"}").sort()).hasSize(2);
        assertThat(query("{\"limit\":0}").limit()).isZero();
        assertThat(query("{\"limit\":-3,\"skip\":-3}").limit()).isZero();
        assertThat(request.query(50, null).countUpTo()).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = ';', textBlock = """
                    {"like":[]}                                                   ; FF00190: 'like'
                    {"or":[{"limit":3}]}                                          ; FF00190: 'limit'
                    {"eq":[{"field":"nope","value":1}]}                           ; FF00142: 'nope' is no field of messages
                    {"sort":["nope"]}                                             ; FF00142:
                    {"gt":[{"field":"sequence","value":1,"not":true}]}            ; FF00193: The modifier 'not' cannot be used with the operator 'gt'
                    {"lte":[{"field":"tag","value":"a","caseInsensitive":true}]}  ; FF00193:
                    {"neq":[{"field":"tag","value":"a","not":true}]}              ; FF00193:
                    {"nin":[{"field":"tag","values":[],"not":true}]}              ; FF00193:
                    {"in":[{"field":"tag","values":[],"caseInsensitive":true}]}   ; FF00193:
                    {"in":[{"field":"tag","value":"a"}]}                          ; FF00193: The modifier 'value'
                    {"eq":[{"field":"tag","value":"a","values":[]}]}              ; FF00193: The modifier 'values'
                    {"null":[{"field":"tag","value":"a"}]}                        ; FF00193:
                    {"eq":[{"field":"tag","value":"a","nott":true}]}              ; FF00193: The modifier 'nott'
                    {"skip":1001}                                                 ; FF00191:
                    {"limit":1001}                                                ; FF00192:
                    {"limit":99999999999999999999}                                ; FF00192:
                    ``                                                            ; EOF
                    [                                                             ; an object is expected
                    {                                                             ; invalid JSON
                    null                                                          ; null where an object is expected
                    {"eq":{"field":"tag","value":"a"}}                            ; field eq: a list is expected
                    {"eq":["tag"]}                                                ; field eq: a list of objects is expected
                    {"eq":[{"value":"a"}]}                                        ; field field: a string is expected
                    {"limit":"7"}                                                 ; field limit: a whole number is expected
                    {"skip":1.5}                                                  ; field skip: a whole number is expected
                    {"count":"yes"}                                               ; field count: a boolean is expected
                    {"sort":[1]}                                                  ; field sort: a list of strings is expected
                    {"in":[{"field":"tag","values":"a"}]}                         ; field values: a list is expected
                    """)
    void refusesWhatItDoesNotUnderstand(String json, String message) {
        assertThatThrownBy(() -> request(json)).hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = ';', textBlock = """
                    {"eq":[{"field":"sequence","value":"x"}]}                          ; FF00143:
                    {"eq":[{"field":"sequence","value":1.5}]}                          ; FF00143:
                    {"eq":[{"field":"sequence","value":9223372036854775808}]}          ; FF00143:
                    {"eq":[{"field":"created","value":"soon"}]}                        ; FF00143:
                    {"eq":[{"field":"tag","value":{"a":1}}]}                           ; FF00143:
                    {"in":[{"field":"tag","values":[["a"]]}]}                          ; FF00143:
                    {"eq":[{"field":"tag","value":null}]}                              ; FF00144:
                    {"eq":[{"field":"tag"}]}                                           ; FF00144:
                    {"in":[{"field":"tag","values":["a",null]}]}                       ; FF00144:
                    {"contains":[{"field":"sequence","value":1}]}                      ; FF00145:
                    {"eq":[{"field":"created","value":1,"caseInsensitive":true}]}      ; FF00145:
                    """)
    void findsMistakesInValuesOnlyWhenTheQueryRuns(String json, String message) {
        ListRequest request = request(json);

        assertThatThrownBy(request::query).hasMessageStartingWith(message);
    }

    @Test
    void boundsItsSize() {
        String comparison = "{\"field\":\"tag\",\"value\":\"a\"}";
        String many = IntStream.range(0, 1000).mapToObj(i -> comparison).collect(Collectors.joining(","));
        String values = IntStream.range(0, 10_000).mapToObj(Integer::toString).collect(Collectors.joining(","));

        assertThat(query("{\"eq\":[" + many + "]}").conditions()).hasSize(1000);
        assertThatThrownBy(() -> request("{\"eq\":[" + many + "," + comparison + "]}"))
                .hasMessageStartingWith("PH10003: ")
                .hasMessageContaining("1000 comparisons");
        assertThat(query("{\"in\":[{\"field\":\"tag\",\"values\":[" + values + "]}]}")
                        .conditions())
                .hasSize(1);
        assertThatThrownBy(() -> request("{\"in\":[{\"field\":\"tag\",\"values\":[" + values + ",1]}]}"))
                .hasMessageStartingWith("PH10003: ");
        assertThat(query("{\"or\":[".repeat(10) + "{}" + "]}".repeat(10))
                        .where()
                        .choices())
                .hasSize(1);
        assertThatThrownBy(() -> request("{\"or\":[".repeat(11) + "{}" + "]}".repeat(11)))
                .hasMessageStartingWith("PH10003: ");
    }
}
