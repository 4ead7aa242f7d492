package io.photinus.persistence.sql;

import io.photinus.persistence.Repositories;
import io.photinus.persistence.Store;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Repositories of which each call is a query of its own: what everybody else can see now. */
final class Committed {
    private Committed() {}

    static Repositories of(Store store) {
        return proxy(
                Repositories.class,
                (self, repository, none) -> proxy(
                        repository.getReturnType(),
                        (inner, method, args) -> store.read(all -> call(call(all, repository, none), method, args))));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, Method method, Object[] args) {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
