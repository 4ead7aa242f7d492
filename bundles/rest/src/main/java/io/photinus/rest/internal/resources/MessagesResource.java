package io.photinus.rest.internal.resources;

import io.photinus.api.MessageDraft;
import io.photinus.api.Messages;
import io.photinus.rest.internal.routing.Doc;
import io.photinus.rest.internal.routing.Route;
import io.photinus.types.Data;
import io.photinus.types.Event;
import io.photinus.types.Message;
import io.photinus.types.Transaction;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.query.RecordSets;
import java.util.List;
import java.util.UUID;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.container.AsyncResponse;
import javax.ws.rs.container.Suspended;
import org.jspecify.annotations.Nullable;

/** Messages (api 3.1, rows 7 to 12). */
@Path("v1/namespaces/{ns}/messages")
public final class MessagesResource {
    private static final String FETCH_DATA = "Puts the data into the messages, in place of the references";

    private final Edge edge;

    public MessagesResource(Edge edge) {
        this.edge = edge;
    }

    @GET
    @Route(id = "getMsgs", does = "Lists messages", filter = "messages", output = Message.class, list = true)
    public Object list(
            @PathParam("ns") String ns,
            @QueryParam("fetchdata") @Doc(FETCH_DATA) boolean fetchData,
            @BeanParam ListInput input) {
        return edge.list(
                ns,
                RecordSets.MESSAGES,
                input,
                (space, query) -> query,
                fetchData ? (space, messages) -> withData(space.messages(), messages) : null);
    }

    @GET
    @Path("{msgid}")
    @Route(id = "getMsgByID", does = "Gets a message", output = MessageWithData.class)
    public Object get(
            @PathParam("ns") String ns,
            @PathParam("msgid") @Doc("The id of the message") UUID id,
            @QueryParam("fetchdata") @Doc(FETCH_DATA) boolean fetchData) {
        Messages messages = edge.space(ns).messages();
        Message message = messages.find(id).orElseThrow(() -> new NodeProblem(ErrorCode.FF10109));
        return fetchData ? withData(messages, List.of(message)).get(0) : message;
    }

    private static List<MessageWithData> withData(Messages messages, List<Message> page) {
        return MessageWithData.of(page, page.isEmpty() ? List.of() : messages.data(page));
    }

    @GET
    @Path("{msgid}/data")
    @Route(id = "getMsgData", does = "Lists the data items of a message", output = Data.class, list = true)
    public List<Data> data(@PathParam("ns") String ns, @PathParam("msgid") @Doc("The id of the message") UUID id) {
        return edge.space(ns).messages().data(id);
    }

    @GET
    @Path("{msgid}/events")
    @Route(
            id = "getMsgEvents",
            does = "Lists the events about a message or its data",
            filter = "events",
            output = Event.class,
            list = true)
    public Object events(
            @PathParam("ns") String ns,
            @PathParam("msgid") @Doc("The id of the message") UUID id,
            @BeanParam ListInput input) {
        return edge.list(
                ns,
                RecordSets.EVENTS,
                input,
                (space, query) -> query.and(space.messages().eventsOf(id)));
    }

    @GET
    @Path("{msgid}/transaction")
    @Route(id = "getMsgTxn", does = "Gets the transaction of a message", output = Transaction.class)
    public Transaction transaction(
            @PathParam("ns") String ns, @PathParam("msgid") @Doc("The id of the message") UUID id) {
        return edge.space(ns).messages().transaction(id);
    }

    @POST
    @Path("broadcast")
    @Route(
            id = "postNewMessageBroadcast",
            does = "Sends a message to all members of the network",
            output = Message.class,
            readOnly = {
                "header.id",
                "header.created",
                "header.namespace",
                "header.group",
                "header.datahash",
                "header.txparent",
                "data.hash"
            })
    public void broadcast(
            MessageDraft draft,
            @PathParam("ns") String ns,
            @QueryParam("confirm") @Doc("Waits until the network has confirmed the message") boolean confirm,
            @HeaderParam("Request-Timeout") @Nullable String timeout,
            @Suspended AsyncResponse answer) {
        Messages messages = edge.space(ns).messages();
        edge.later(answer, timeout, confirm, awaited -> messages.broadcast(draft, awaited));
    }
}
