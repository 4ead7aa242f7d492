package io.photinus.persistence.sql;

/** Puts the statements of {@link QueryMapper} together. Public only because MyBatis calls it. */
public final class QuerySql {
    private QuerySql() {}

    public static String page(Listing listing) {
        return "select " + listing.table().columns() + from(listing) + " order by " + listing.order()
                + " limit #{limit} offset #{skip}";
    }

    public static String count(Listing listing) {
        return listing.countUpTo() == Listing.NO_LIMIT
                ? "select count(*)" + from(listing)
                : "select count(*) from (select 1" + from(listing) + " limit #{countUpTo}) as counted";
    }

    private static String from(Listing listing) {
        return " from " + listing.table().name() + " where namespace = #{namespace} and " + listing.where();
    }
}
