package io.photinus.persistence.sql;

import io.photinus.persistence.TransactionRepository;
import io.photinus.types.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** FireFly's transactions in SQL. */
final class SqlTransactions implements TransactionRepository {
    private final Scope scope;

    SqlTransactions(Scope scope) {
        this.scope = scope;
    }

    @Override
    public Set<UUID> insert(String namespace, List<Transaction> transactions) {
        TransactionMapper mapper = scope.writes(TransactionMapper.class);
        Set<UUID> fresh = new HashSet<>();
        Chunks.ofRows(transactions).forEach(chunk -> fresh.addAll(mapper.insert(namespace, chunk)));
        return fresh;
    }

    @Override
    public void addBlockchainId(String namespace, UUID id, String blockchainId) {
        TransactionMapper mapper = scope.writes(TransactionMapper.class);
        Transaction known = mapper.findForUpdate(namespace, id);
        if (known == null) {
            return;
        }
        TreeSet<String> ids = new TreeSet<>(known.blockchainIds());
        if (ids.add(blockchainId.toLowerCase(Locale.ROOT))) {
            mapper.setBlockchainIds(namespace, id, String.join(",", ids));
        }
    }

    @Override
    public Optional<Transaction> find(String namespace, UUID id) {
        return findAll(namespace, List.of(id)).stream().findFirst();
    }

    @Override
    public List<Transaction> findAll(String namespace, Collection<UUID> ids) {
        TransactionMapper mapper = scope.reads(TransactionMapper.class);
        List<Transaction> found = new ArrayList<>(ids.size());
        Chunks.ofValues(ids).forEach(chunk -> found.addAll(mapper.findAll(namespace, chunk)));
        return found;
    }
}
