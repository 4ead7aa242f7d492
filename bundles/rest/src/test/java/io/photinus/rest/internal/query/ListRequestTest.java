package io.photinus.rest.internal.query;

import io.photinus.types.query.Condition;
import io.photinus.types.query.Match;
import io.photinus.types.query.Operator;
import io.photinus.types.query.Query;
import io.photinus.types.query.RecordSets;
import io.photinus.types.query.Sort;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ListRequestTest {
    private static ListRequest request(String... pairs) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            parameters.merge(pair.substring(0, equals), List.of(pair.substring(equals + 1)), (a, b) -> {
                return List.of(a.get(0), b.get(0));
            });
        }
        return ListRequest.of(RecordSets.MESSAGES, parameters, 25, 1000);
    }

    private static Query query(String... pairs) {
        return request(pairs).query();
    }

    @Test
    void asksForTheFirstPageInDefaultOrderByDefault() {
        assertThat(query()).isEqualTo(new Query(List.of(), List.of(), 0, 25, false));
    }

    @Test
    void joinsValuesOfAFieldWithOr() {
        assertThat(query("type=broadcast", "type=private").conditions())
                .containsExactly(new Condition(
                        RecordSets.MESSAGES.require("type"),
                        false,
                        List.of(Match.equal("broadcast"), Match.equal("private"))));
    }

    @Test
    void joinsValuesOfAFieldWithAndWhenOneSaysSo() {
        assertThat(query("created=[>>2024-01-01T00:00:00Z", "created=<=2024-02-01T00:00:00Z")
                        .conditions())
                .containsExactly(new Condition(
                        RecordSets.MESSAGES.require("created"),
                        true,
                        List.of(
                                new Match(Operator.GREATER, false, false, Instant.parse("2024-01-01T00:00:00Z")),
                                new Match(
                                        Operator.LESS_OR_EQUAL, false, false, Instant.parse("2024-02-01T00:00:00Z")))));
    }

    @Test
    void matchesFieldNamesWithoutCaseAndIgnoresUnknownNames() {
        assertThat(query("TAG=x", "subscriptionId=1", "txparent.ID=y").conditions())
                .extracting(condition -> condition.field().name())
                .containsExactly("tag", "txparent.id");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=10, 10",
        "LIMIT=10, 10",
        "limit=1000, 1000",
        "limit=0, 0",
        "limit=-5, 0",
        "limit=ten, 0",
        "limit=, 25",
        "limit=+7, 7",
        "limit=-99999999999999999999, 0"
    })
    void readsTheLimit(String pair, int limit) {
        assertThat(query(pair).limit()).isEqualTo(limit);
    }

    @ParameterizedTest
    @CsvSource({"limit=1001, FF00192", "limit=99999999999999999999, FF00192", "skip=1001, FF00191"})
    void refusesLimitsBeyondTheGreatest(String pair, String code) {
        assertThatThrownBy(() -> request(pair))
                .hasMessageStartingWith(code + ": ")
                .hasMessageContaining("1,000");
    }

    @ParameterizedTest
    @CsvSource({"skip=10, 10", "skip=-1, 0", "skip=x, 0", "Skip=1000, 1000"})
    void readsTheSkip(String pair, int skip) {
        assertThat(query(pair).skip()).isEqualTo(skip);
    }

    @Test
    void takesTheFirstOfSeveralValues() {
        assertThat(query("limit=3", "limit=4").limit()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"count=, true", "count=true, true", "COUNT=True, true", "count=false, false", "count=1, false"})
    void readsTheCount(String pair, boolean counted) {
        ListRequest request = request(pair);

        assertThat(request.counted()).isEqualTo(counted);
        assertThat(request.query().count()).isEqualTo(counted);
    }

    @Test
    void sortsByKnownFieldsInTheirExactSpelling() {
        assertThat(query("sort=-created,tag,Tag,nope", "sort=sequence").sort())
                .containsExactly(sort("created", true), sort("tag", false), sort("sequence", false));
        assertThat(query("sort=nope").sort()).isEmpty();
    }

    @Test
    void forcesTheDirectionOfAllGivenFields() {
        assertThat(query("sort=-created,tag", "ascending=").sort())
                .containsExactly(sort("created", false), sort("tag", false));
        assertThat(query("sort=-created,tag", "descending=true").sort())
                .containsExactly(sort("created", true), sort("tag", true));
        assertThat(query("sort=tag", "descending=", "ascending=").sort()).containsExactly(sort("tag", true));
        assertThat(query("descending=").sort()).isEmpty();
    }

    @Test
    void findsMistakesInValuesOnlyWhenTheQueryRuns() {
        ListRequest request = request("sequence=x");

        assertThatThrownBy(request::query).hasMessageStartingWith("FF00143: ");
        assertThatThrownBy(() -> request("sequence=!>5")).hasMessageStartingWith("FF00193: ");
    }

    private static Sort sort(String field, boolean descending) {
        return new Sort(RecordSets.MESSAGES.require(field), descending);
    }
}
