package io.photinus.rest.internal.openapi;

import io.photinus.rest.internal.routing.Route;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;

/** The document of the whole API (api 3.8). */
@Path(Documents.NAME)
public final class WholeDocumentResource {
    private final OpenApi documents;
    private final String publicUrl;

    public WholeDocumentResource(OpenApi documents, String publicUrl) {
        this.documents = documents;
        this.publicUrl = publicUrl;
    }

    @GET
    @Route(id = "getOpenApi", does = "Describes the API", document = true)
    public Response get(@PathParam("document") String name, @Context UriInfo uri) {
        return Documents.answer(name, documents.whole(Documents.publicUrl(publicUrl, uri)));
    }
}
