package io.photinus.http.internal;

import org.osgi.service.http.runtime.HttpServiceRuntime;
import org.osgi.service.http.runtime.dto.FailedErrorPageDTO;
import org.osgi.service.http.runtime.dto.FailedFilterDTO;
import org.osgi.service.http.runtime.dto.FailedListenerDTO;
import org.osgi.service.http.runtime.dto.FailedResourceDTO;
import org.osgi.service.http.runtime.dto.FailedServletContextDTO;
import org.osgi.service.http.runtime.dto.FailedServletDTO;
import org.osgi.service.http.runtime.dto.RequestInfoDTO;
import org.osgi.service.http.runtime.dto.RuntimeDTO;
import org.osgi.service.http.runtime.dto.ServletContextDTO;

/** Says only that there is an HTTP container; nobody reads its details. */
final class EmptyHttpRuntime implements HttpServiceRuntime {

    @Override
    public RuntimeDTO getRuntimeDTO() {
        var runtime = new RuntimeDTO();
        runtime.servletContextDTOs = new ServletContextDTO[0];
        runtime.failedServletContextDTOs = new FailedServletContextDTO[0];
        runtime.failedServletDTOs = new FailedServletDTO[0];
        runtime.failedResourceDTOs = new FailedResourceDTO[0];
        runtime.failedFilterDTOs = new FailedFilterDTO[0];
        runtime.failedErrorPageDTOs = new FailedErrorPageDTO[0];
        runtime.failedListenerDTOs = new FailedListenerDTO[0];
        return runtime;
    }

    @Override
    public RequestInfoDTO calculateRequestInfoDTO(String path) {
        var info = new RequestInfoDTO();
        info.path = path;
        return info;
    }
}
