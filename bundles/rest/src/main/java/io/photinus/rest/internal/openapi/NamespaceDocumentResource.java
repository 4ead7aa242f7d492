package io.photinus.rest.internal.openapi;

import io.photinus.rest.internal.routing.Route;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;

/** The document of one namespace; any name is taken (api 3.8). */
@Path("v1/namespaces/{ns}/api")
public final class NamespaceDocumentResource {
    private final OpenApi documents;
    private final String publicUrl;

    public NamespaceDocumentResource(OpenApi documents, String publicUrl) {
        this.documents = documents;
        this.publicUrl = publicUrl;
    }

    @GET
    @Path(Documents.NAME)
    @Route(id = "getNamespaceOpenApi", does = "Describes the API of a namespace", document = true)
    public Response get(@PathParam("ns") String ns, @PathParam("document") String name, @Context UriInfo uri) {
        return Documents.answer(name, documents.namespace(Documents.publicUrl(publicUrl, uri), ns));
    }
}
