import { callForJson, type DivarCall, type HttpConfig } from '../http.ts'
import type { DivarOperation } from '../operations.ts'

export type ApiConfig = HttpConfig & {
  apiUrl: string
  chatUploadUrl: string
  readTimeoutMs: number
  sendTimeoutMs: number
  uploadTimeoutMs: number
}

/** A read of the open API, once and without a retry: the page that waits for it has something to show without it. */
export function getJson(
  config: ApiConfig,
  call: { operation: DivarOperation; path: string; bearer?: string },
): Promise<unknown> {
  return callForJson(config, {
    operation: call.operation,
    method: 'GET',
    url: config.apiUrl + call.path,
    timeoutMs: config.readTimeoutMs,
    withApiKey: true,
    ...(call.bearer === undefined ? {} : { bearer: call.bearer }),
  })
}

/** A write to the open API, once, with a JSON body, for one of the `callFor` functions. */
export function postOf(
  config: ApiConfig,
  call: { operation: DivarOperation; path: string; bearer?: string; json: unknown },
): DivarCall {
  return {
    operation: call.operation,
    method: 'POST',
    url: config.apiUrl + call.path,
    timeoutMs: config.sendTimeoutMs,
    withApiKey: true,
    ...(call.bearer === undefined ? {} : { bearer: call.bearer }),
    json: call.json,
  }
}
