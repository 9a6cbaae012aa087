import type { Dispatcher } from 'undici';

/**
 * Hears when a request is about to be written to a connection. Until then the registry cannot have seen it: name
 * look-up, connecting, TLS and finding an idle connection dead all come before.
 */
export function onRequestStart(started: () => void): Dispatcher.DispatchInterceptor {
  return (dispatch) => (options, handler) =>
    dispatch(options, {
      onRequestStart: (controller, context) => {
        started();
        handler.onRequestStart?.(controller, context);
      },
      onRequestUpgrade: (...told) => handler.onRequestUpgrade?.(...told),
      onResponseStart: (...told) => handler.onResponseStart?.(...told),
      onResponseData: (...told) => handler.onResponseData?.(...told),
      onResponseEnd: (...told) => handler.onResponseEnd?.(...told),
      onResponseError: (...told) => handler.onResponseError?.(...told),
    });
}
