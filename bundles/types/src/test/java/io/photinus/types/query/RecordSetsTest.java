package io.photinus.types.query;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RecordSetsTest {
    @Test
    void hasEverySetOfTheApi() {
        assertThat(RecordSets.ALL).hasSize(23).extracting(RecordSet::name).doesNotHaveDuplicates();
        assertThat(RecordSets.ALL).filteredOn(RecordSet::stored).hasSizeGreaterThanOrEqualTo(12);
    }

    @Test
    void namesFieldsInLowerCaseAndOnce() {
        for (RecordSet<?> set : RecordSets.ALL) {
            Set<String> seen = new HashSet<>();
            for (Field field : set.fields()) {
                assertThat(field.name()).as(set.name()).isLowerCase().matches("[a-z.]+");
                assertThat(seen.add(field.name()))
                        .as(set.name() + "." + field.name())
                        .isTrue();
            }
        }
        assertThat(RecordSets.ALL.stream().mapToInt(set -> set.fields().size()).sum())
                .isEqualTo(207);
    }

    @Test
    void findsFieldsWithoutRegardToCase() {
        assertThat(RecordSets.MESSAGES.field("TxParent.Id")).contains(new Field("txparent.id", FieldType.UUID));
        assertThat(RecordSets.MESSAGES.field("nothing")).isEmpty();
        assertThatThrownBy(() -> RecordSets.MESSAGES.require("nothing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing");
    }

    @Test
    void comparesAmountsAsNumbersOfAnySize() {
        assertThat(RecordSets.TOKEN_BALANCES.require("balance").type()).isEqualTo(FieldType.AMOUNT);
        assertThat(RecordSets.TOKEN_TRANSFERS.require("amount").type()).isEqualTo(FieldType.AMOUNT);
        assertThat(FieldType.AMOUNT.textual()).isFalse();
    }

    @Test
    void hasNoNegatedOrder() {
        assertThatThrownBy(() -> new Match(Operator.LESS, true, false, 1L))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void addsConditionsWithoutLosingTheRest() {
        Field tag = RecordSets.MESSAGES.require("tag");
        AnyOf choice = new AnyOf(List.of(AllOf.NOTHING_ASKED));
        Query query = new Query(new AllOf(List.of(), List.of(choice)), List.of(new Sort(tag, true)), 1, 2, 3, null);

        Query narrowed = query.and(Condition.equal(tag, "x"));

        assertThat(narrowed.conditions()).containsExactly(Condition.equal(tag, "x"));
        assertThat(narrowed.where().choices()).containsExactly(choice);
        assertThat(narrowed.sort()).isEqualTo(query.sort());
        assertThat(List.of(narrowed.skip(), narrowed.limit())).containsExactly(1, 2);
        assertThat(narrowed.countUpTo()).isEqualTo(3);
    }
}
