import { callForJson, type HttpConfig } from '../http.ts'

export type ApiConfig = HttpConfig & { apiUrl: string; readTimeoutMs: number; sendTimeoutMs: number }

/** A read of the open API, once and without a retry: the page that waits for it has something to show without it. */
export function getJson(config: ApiConfig, call: { what: string; path: string; bearer?: string }): Promise<unknown> {
  return callForJson(config, {
    what: call.what,
    method: 'GET',
    url: config.apiUrl + call.path,
    timeoutMs: config.readTimeoutMs,
    withApiKey: true,
    ...(call.bearer === undefined ? {} : { bearer: call.bearer }),
  })
}
