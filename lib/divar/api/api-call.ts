import { callForJson, type DivarCall, type HttpConfig } from '../http.ts'

export type ApiConfig = HttpConfig & {
  apiUrl: string
  chatUploadUrl: string
  readTimeoutMs: number
  sendTimeoutMs: number
  uploadTimeoutMs: number
}

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

/** A deed at the open API, once, with a JSON body, for one of the `callFor` functions. */
export function postOf(
  config: ApiConfig,
  call: { what: string; path: string; bearer?: string; json: unknown },
): DivarCall {
  return {
    what: call.what,
    method: 'POST',
    url: config.apiUrl + call.path,
    timeoutMs: config.sendTimeoutMs,
    withApiKey: true,
    ...(call.bearer === undefined ? {} : { bearer: call.bearer }),
    json: call.json,
  }
}
