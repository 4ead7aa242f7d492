package io.photinus.rest.internal.resources;

import io.photinus.api.DataItems;
import io.photinus.api.MessageDraft.DataDraft;
import io.photinus.rest.internal.routing.Doc;
import io.photinus.rest.internal.routing.Route;
import io.photinus.rest.internal.wire.Kind;
import io.photinus.types.Data;
import io.photinus.types.Message;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.RawJson;
import io.photinus.types.query.RecordSets;
import java.util.UUID;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.container.AsyncResponse;
import javax.ws.rs.container.Suspended;
import javax.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** Data items (api 3.1, rows 15 to 22); JSON values only in this release. */
@Path("v1/namespaces/{ns}/data")
public final class DataResource {
    private final Edge edge;

    public DataResource(Edge edge) {
        this.edge = edge;
    }

    @GET
    @Route(id = "getData", does = "Lists data items", filter = "data", output = Data.class, list = true)
    public Object list(@PathParam("ns") String ns, @BeanParam ListInput input) {
        return edge.list(ns, RecordSets.DATA, input);
    }

    @GET
    @Path("{dataid}")
    @Route(id = "getDataByID", does = "Gets a data item", output = Data.class)
    public @Nullable Data get(
            @PathParam("ns") String ns, @PathParam("dataid") @Doc("The id of the data item") UUID id) {
        return edge.space(ns).data().find(id).orElse(null);
    }

    @GET
    @Path("{dataid}/value")
    @Route(
            id = "getDataValue",
            does = "Gets the JSON value of a data item alone",
            filter = "messages",
            output = RawJson.class)
    public @Nullable RawJson value(
            @PathParam("ns") String ns,
            @PathParam("dataid") @Doc("The id of the data item") UUID id,
            @BeanParam ListInput input) {
        edge.checkFilters(RecordSets.MESSAGES, input);
        return edge.space(ns).data().find(id).map(Data::value).orElse(null);
    }

    @GET
    @Path("{dataid}/messages")
    @Route(
            id = "getDataMsgs",
            does = "Lists the messages that carry a data item",
            filter = "messages",
            output = Message.class,
            list = true)
    public Object messages(
            @PathParam("ns") String ns,
            @PathParam("dataid") @Doc("The id of the data item") UUID id,
            @BeanParam ListInput input) {
        return edge.list(
                ns,
                RecordSets.MESSAGES,
                input,
                (space, query) -> query.and(space.data().carrying(id)));
    }

    @POST
    @Route(
            id = "postData",
            does = "Stores a data item",
            output = Data.class,
            ok = 201,
            files = true,
            readOnly = {"hash"})
    public void store(
            DataDraft draft,
            @PathParam("ns") String ns,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @HeaderParam("Request-Timeout") @Nullable String timeout,
            @Suspended AsyncResponse answer) {
        DataItems data = edge.space(ns).data();
        if (Kind.of(contentType) == Kind.MULTIPART) {
            throw new NodeProblem(ErrorCode.FF10414, "a data exchange that takes files");
        }
        edge.later(answer, timeout, false, now -> data.store(draft));
    }
}
